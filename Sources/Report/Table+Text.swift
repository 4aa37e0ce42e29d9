extension Table {
  /// The table as a terminal shows it, without its caption: columns side by side, two spaces between
  /// them.
  public var text: String {
    let widths = columns.indices.map { column in
      max(columns[column].title.count, rows.map { $0[column].count }.max() ?? 0)
    }
    func line(_ cells: [String]) -> String {
      var line = cells.indices.map { column in
        let gap = String(repeating: " ", count: widths[column] - cells[column].count)
        return columns[column].isNumeric ? gap + cells[column] : cells[column] + gap
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
    return line(columns.map(\.title)) + rule + rows.map(line).joined()
  }
}
