import Laboratory

/// Who is compared in a report: a cell, or one variant of an experiment with it.
struct Subject: Hashable, Sendable {
  /// The cell's name in the catalog.
  let cell: String
  /// The preset's variant; `nil` where it has none.
  let variant: String?
  /// What the report calls it: `LSTM`, `SRN (not clipped)`.
  let name: String
  /// Its color, the same in every figure.
  let series: Series

  /// Everyone in these groups, in the order in which they first appear.
  static func list(of groups: [RunGroup]) -> [Subject] {
    var keys: [[String?]] = []
    for group in groups where !keys.contains([group.cell, group.variant]) {
      keys.append([group.cell, group.variant])
    }
    let cells = Set(keys.compactMap(\.[0]))
    // A user's own cell may be called LSTM: then everyone goes by the catalog's name.
    let isClear = Set(cells.map(displayName)).count == cells.count
    let names = keys.map { key in
      let cell = key[0] ?? ""
      let name = isClear ? displayName(ofCell: cell) : cell
      return key[1].map { "\(name) (\($0))" } ?? name
    }
    return zip(keys, Series.list(names)).map { key, series in
      Subject(cell: key[0] ?? "", variant: key[1], name: series.name, series: series)
    }
  }

  /// Whether a group is this subject's.
  func owns(_ group: RunGroup) -> Bool { group.cell == cell && group.variant == variant }

  /// A stock cell as papers write it; any other by its own name.
  static func displayName(ofCell name: String) -> String {
    ["srn": "SRN", "lstm": "LSTM", "gru": "GRU"][name] ?? name
  }
}
