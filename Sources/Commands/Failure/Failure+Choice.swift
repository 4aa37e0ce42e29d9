extension Failure {
  /// The case of a kind that the command line calls by a name: `every-step` for `everyStep`.
  static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ kind: String, _ name: String, of _: Choice.Type = Choice.self
  ) throws(Failure) -> Choice {
    if let choice = Choice.allCases.first(where: { $0.rawValue.kebab == name }) { return choice }
    throw .unknown(kind, name, known: Choice.allCases.map(\.rawValue.kebab))
  }
}

extension String {
  /// As the command line writes it: `everyStep` is `every-step`.
  fileprivate var kebab: String {
    reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
  }
}
