extension HeatMaps {
  /// The maps, their axes and their color bars.
  public func drawing() -> Drawing {
    let left = 32.0
    let gap = 10.0
    let mapWidth = (width - left - 4 - gap * Double(columns - 1)) / Double(columns)
    let units = maps.map(\.units).max() ?? 0
    let mapHeight = min(260, max(40, 5.6 * Double(units)))
    let headHeight = maps.contains { !$0.owner.isEmpty } ? 27.0 : 15
    let footHeight = 60.0
    let rowHeight = headHeight + mapHeight + footHeight
    let rows = (maps.count + columns - 1) / columns
    let namesCells = maps.reduce(0) { $0 + $1.time * $1.units } <= HeatMaps.mostNamedCells

    let axis = Axis("position in the sequence", symbols: symbols, symbolName: symbolName)

    var content: [Markup] = []
    for row in 0..<rows {
      let members = Array(row * columns..<min((row + 1) * columns, maps.count))
      let frames = members.indices.map { column in
        Frame(
          x: left + Double(column) * (mapWidth + gap), y: Double(row) * rowHeight + headHeight,
          width: mapWidth, height: mapHeight)
      }
      let inRow = members.map { maps[$0] }
      content += owners(of: inRow, in: frames)
      for (map, frame) in zip(inRow, frames) {
        let title = TextWidth.fitted(map.title, width: frame.width, size: 8.5, bold: true)
        content.append(SVG.text(title, x: frame.x, y: frame.y - 5, "head"))
        content.append(cells(of: map, in: frame, units: units, named: namesCells))
        let across = axis.scale(covering: [], from: frame.x, to: frame.right)
        content += axis.horizontal(across, in: frame, labels: true)
      }
      if let first = frames.first, let last = frames.last {
        content += unitAxis(in: first, units: units)
        if axis.showsSymbols(width: mapWidth) {
          content.append(
            SVG.text(symbolName, x: first.x - 4, y: first.bottom + 19, "tick end"))
        }
        content.append(
          SVG.text(
            axis.fullLabel(width: mapWidth), x: (first.x + last.right) / 2, y: first.bottom + 31,
            "label mid"))
      }
      content += colorBars(of: inRow, below: frames)
    }
    return Drawing(width: width, height: Double(rows) * rowHeight - 4, content: content)
  }

  private func owners(of maps: [HeatMap], in frames: [Frame]) -> [Markup] {
    runs(maps) { $0.owner == $1.owner }.flatMap { run -> [Markup] in
      let owner = maps[run.lowerBound].owner
      guard !owner.isEmpty else { return [] }
      let first = frames[run.lowerBound]
      let right = frames[run.upperBound - 1].right
      let name = TextWidth.fitted(owner, width: right - first.x, size: 8.5, bold: true)
      return [
        SVG.text(name, x: first.x, y: first.y - 19, "head"),
        SVG.line(x1: first.x, y1: first.y - 15.5, x2: right, y2: first.y - 15.5, "axis"),
      ]
    }
  }

  private func unitAxis(in frame: Frame, units: Int) -> [Markup] {
    guard units > 0 else { return [] }
    let height = frame.height / Double(units)
    let step = max(1, Int(Scale.niceStep(width: Double(units), count: 7)))
    let ticks = stride(from: 0, to: units, by: step).map { unit in
      SVG.text(
        Numeral.grouped(unit), x: frame.x - 4, y: frame.y + (Double(unit) + 0.5) * height + 2.6,
        "tick end")
    }
    return ticks + [Axis("hidden unit").verticalLabel(x: 8, in: frame)]
  }

  /// One bar below every run of neighbors with the same colors.
  private func colorBars(of maps: [HeatMap], below frames: [Frame]) -> [Markup] {
    runs(maps) { $0.colors == $1.colors }.flatMap { run -> [Markup] in
      let left = frames[run.lowerBound].x
      let right = frames[run.upperBound - 1].right
      // Narrower than the maps, so that the numbers at its ends do not meet its neighbor's.
      let width = min(right - left - 14, 150)
      let bar = Frame(
        x: (left + right - width) / 2, y: frames[run.lowerBound].bottom + 38, width: width,
        height: 5)
      return maps[run.lowerBound].colors.bar(in: bar)
    }
  }

  /// Ranges of neighbors that are alike.
  private func runs(_ maps: [HeatMap], alike: (HeatMap, HeatMap) -> Bool) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for index in maps.indices {
      if let last = ranges.last, alike(maps[last.lowerBound], maps[index]) {
        ranges[ranges.count - 1] = last.lowerBound..<index + 1
      } else {
        ranges.append(index..<index + 1)
      }
    }
    return ranges
  }
}
