extension MatrixChart {
  /// The matrices, their axes and the color bar.
  public func drawing() -> Drawing {
    let left = 14 + 6 + (rows.names.map { TextWidth.of($0, size: 7.5) }.max() ?? 0)
    let gap = 22.0
    let inside = (width - left - 4 - gap * Double(across - 1)) / Double(across)
    let cell = (
      width: inside / Double(max(1, columns.names.count)),
      height: min(24, max(13, inside / Double(max(1, columns.names.count)) * 0.7))
    )
    let height = cell.height * Double(rows.names.count)
    let rowHeight = 16 + height + 34
    var content: [Markup] = []
    for (index, matrix) in matrices.enumerated() {
      let frame = Frame(
        x: left + Double(index % across) * (inside + gap),
        y: 16 + Double(index / across) * rowHeight, width: inside, height: height)
      let title = TextWidth.fitted(matrix.title, width: inside, size: 8.5, bold: true)
      content.append(SVG.text(title, x: frame.x, y: frame.y - 6, "head"))
      content += cells(of: matrix, in: frame, cell)
      content += axes(in: frame, cell, isFirst: index % across == 0)
    }
    let rowCount = Double((matrices.count + across - 1) / across)
    let bar = Frame(
      x: left + (width - left - 4 - 150) / 2, y: rowCount * rowHeight - 2, width: 150, height: 5)
    content += colors.bar(in: bar)
    return Drawing(width: width, height: bar.bottom + 13, content: content)
  }

  private typealias Size = (width: Double, height: Double)

  private func cells(of matrix: Matrix, in frame: Frame, _ cell: Size) -> [Markup] {
    var colored: [Markup] = []
    var numbers: [Markup] = []
    var outlines: [Markup] = []
    let size = min(7.5, cell.width / 2.6)
    for (row, rowName) in rows.names.enumerated() {
      for (column, columnName) in columns.names.enumerated() {
        let box = Frame(
          x: frame.x + Double(column) * cell.width, y: frame.y + Double(row) * cell.height,
          width: cell.width, height: cell.height)
        let value = matrix.values.indices.contains(row) ? matrix.values[row].at(column) : nil
        let baseline = box.y + box.height / 2 + size * 0.35
        guard let value else {
          numbers.append(
            SVG.text("–", x: box.middle, y: baseline, "value mid", size: size))
          continue
        }
        let number = Numeral.fixed(value, decimals: 2)
        let note = matrix.notes.indices.contains(row) ? matrix.notes[row].at(column) ?? "" : ""
        colored.append(
          SVG.rect(
            box, ["fill": colors.color(value)],
            title: "\(matrix.title), \(rows.label) \(rowName), \(columns.label) \(columnName): "
              + Numeral.fixed(value, decimals: 3) + (note.isEmpty ? "" : ", \(note)")))
        numbers.append(
          SVG.text(
            number, x: box.middle, y: baseline,
            "value mid \(colors.isBright(value) ? "onbright" : "ondark")",
            size: size < 7.5 ? size : nil))
        if rowName == columnName {
          let inner = Frame(
            x: box.x + 1.6, y: box.y + 1.6, width: box.width - 3.2, height: box.height - 3.2)
          outlines.append(
            SVG.rect(inner, ["class": colors.isBright(value) ? "own onbright" : "own"]))
        }
      }
    }
    return [SVG.group("cells", colored)] + outlines + numbers
  }

  private func axes(in frame: Frame, _ cell: Size, isFirst: Bool) -> [Markup] {
    var marks = columns.names.enumerated().map { column, name in
      SVG.text(
        name, x: frame.x + (Double(column) + 0.5) * cell.width, y: frame.bottom + 10, "tick mid")
    }
    marks.append(SVG.text(columns.label, x: frame.middle, y: frame.bottom + 22, "label mid"))
    guard isFirst else { return marks }
    marks += rows.names.enumerated().map { row, name in
      SVG.text(
        name, x: frame.x - 4, y: frame.y + (Double(row) + 0.5) * cell.height + 2.6, "tick end")
    }
    return marks + [Axis(rows.label).verticalLabel(x: 8, in: frame)]
  }
}

extension [Double?] {
  fileprivate func at(_ index: Int) -> Double? { indices.contains(index) ? self[index] : nil }
}

extension [String] {
  fileprivate func at(_ index: Int) -> String? { indices.contains(index) ? self[index] : nil }
}
