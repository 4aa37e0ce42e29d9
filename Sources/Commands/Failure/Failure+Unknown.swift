extension Failure {
  /// A name that is not known, with the known one that comes closest, and all of them.
  static func unknown(_ kind: String, _ name: String, known: [String]) -> Failure {
    let hint = nearest(to: name, among: known).map { "did you mean '\($0)'? Known" } ?? "known"
    return Failure(
      .usage, "there is no \(kind) '\(name)'; \(hint) are \(known.joined(separator: ", "))")
  }

  /// The known name that a mistyped one was probably meant to be.
  private static func nearest(to name: String, among known: [String]) -> String? {
    known.map { (name: $0, distance: distance(Array(name.lowercased().prefix(64)), Array($0))) }
      .filter { $0.distance <= max(1, $0.name.count / 2) }
      .min { $0.distance < $1.distance }?.name
  }

  /// Letters to insert, delete, replace or swap to get from one word to the other (Damerau).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = rows[i][j] + (a[i] == b[j] ? 0 : 1)
        best = min(best, rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
