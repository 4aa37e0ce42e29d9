/// A table as a terminal shows it: columns side by side, two spaces between them.
struct TextTable {
  /// A column: its heading, and whether it is set flush right.
  struct Column {
    /// The heading.
    let title: String
    /// Whether it holds numbers.
    var isNumeric = true
  }

  /// The columns.
  let columns: [Column]
  /// One text for each column.
  var rows: [[String]] = []

  /// Its lines.
  var text: String {
    let widths = columns.indices.map { column in
      max(columns[column].title.count, rows.map { $0[column].count }.max() ?? 0)
    }
    func line(_ cells: [String]) -> String {
      var line = cells.indices.map { column in
        columns[column].isNumeric
          ? cells[column].flushRight(in: widths[column]) : cells[column].padded(to: widths[column])
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
    return line(columns.map(\.title)) + rule + rows.map(line).joined()
  }
}
