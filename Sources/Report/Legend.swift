/// The key above a figure: colors, then dashes, then what thin and bold mean. It wraps when it is long.
struct Legend {
  /// One entry: a sample of what is drawn, and its name.
  struct Entry {
    let className: String
    let name: String
    /// Draws the sample in a box of 18 × 0 points whose left end is given.
    let sample: (_ x: Double, _ y: Double) -> [Markup]
  }

  static let rowHeight = 12.0
  private(set) var rows: [[(entry: Entry, x: Double, name: String)]] = []

  init(_ entries: [Entry], from start: Double, to end: Double) {
    var x = start
    for entry in entries {
      let name = TextWidth.fitted(entry.name, width: end - start - 24, size: 8.5)
      let width = 22 + TextWidth.of(name, size: 8.5)
      if rows.isEmpty || (x + width > end && x > start) {
        rows.append([])
        x = start
      }
      rows[rows.count - 1].append((entry, x, name))
      x += width + 10
    }
  }

  var height: Double { Double(rows.count) * Legend.rowHeight }

  func drawing(top: Double) -> [Markup] {
    rows.enumerated().flatMap { row, entries in
      entries.map { item in
        let y = top + Double(row) * Legend.rowHeight + 6
        return SVG.group(
          item.entry.className,
          item.entry.sample(item.x, y) + [
            SVG.text(item.name, x: item.x + 22, y: y + 3, "label")
          ])
      }
    }
  }

  /// An entry whose sample is a short line.
  static func line(_ name: String, color: String, _ className: String) -> Entry {
    Entry(className: color, name: name) { x, y in
      [SVG.line(x1: x, y1: y, x2: x + 18, y2: y, className)]
    }
  }
}
