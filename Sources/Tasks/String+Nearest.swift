extension String {
  /// The known name that a mistyped one was probably meant to be.
  package func nearest(among known: [String]) -> String? {
    known.map { (name: $0, distance: Self.distance(Array(lowercased().prefix(64)), Array($0))) }
      .filter { $0.distance <= Swift.max(1, $0.name.count / 2) }
      .min { $0.distance < $1.distance }?.name
  }

  /// Letters to insert, delete, replace or swap to get from one word to the other (Damerau).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = rows[i][j] + (a[i] == b[j] ? 0 : 1)
        best = Swift.min(best, rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = Swift.min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
