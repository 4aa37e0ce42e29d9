import LongLag

extension Failure {
  /// A name that is not known, with the known one that comes closest, and all of them.
  static func unknown(_ kind: String, _ name: String, known: [String]) -> Failure {
    let hint = name.nearest(among: known).map { "did you mean '\($0)'? Known" } ?? "known"
    return Failure(
      .usage, "there is no \(kind) '\(name)'; \(hint) are \(known.joined(separator: ", "))")
  }
}
