extension IntervalChart {
  /// The axes, the intervals and the legend.
  public func drawing() -> Drawing {
    let series = groups.map(\.series).reduce(into: [Series]()) { list, next in
      if !list.contains(next) { list.append(next) }
    }
    let legend = Legend(legendEntries(series), from: 38, to: width - 4)
    let frame = Frame(x: 38, y: legend.height + 9, width: width - 38 - 10, height: 170)
    let values = groups.flatMap(\.intervals).flatMap { [$0.low, $0.value, $0.high] }
    let places = Set(groups.flatMap(\.intervals).map(\.x).filter(\.isFinite)).sorted()
    // Side by side around each place, closer together where places are close.
    let inset = min(28, 4 + 3.5 * Double(groups.count))
    let domain = (places.first ?? 0)...(places.last ?? 1)
    let across = Scale(
      x.kind, domain: x.range ?? domain, from: frame.x + inset, to: frame.right - inset)
    let positions = places.compactMap(across.position)
    let nearest = zip(positions, positions.dropFirst()).map { $1 - $0 }.min() ?? 40
    let dodge = min(7, 0.8 * nearest / Double(max(1, groups.count)))
    let vertical = y.scale(
      covering: values + [level?.value].compactMap { $0 }, from: frame.bottom, to: frame.y)

    var content = legend.drawing(top: 0)
    content += y.vertical(vertical, in: frame, labels: true)
    content += x.horizontal(across, in: frame, labels: true, only: places)
    content.append(y.verticalLabel(x: 9, in: frame))
    if let level, let height = vertical.position(level.value) {
      content.append(
        SVG.line(x1: frame.x, y1: height, x2: frame.right, y2: height, "axis dash"))
    }
    for (index, group) in groups.enumerated() {
      let shift = (Double(index) - Double(groups.count - 1) / 2) * dodge
      let mark = Mark(series.firstIndex(of: group.series) ?? 0)
      content.append(
        drawing(of: group, mark: mark, across: across, vertical: vertical, shift: shift))
    }
    let labelY = frame.bottom + x.labelHeight(width: frame.width) + 9
    content.append(SVG.text(x.label, x: frame.middle, y: labelY, "label mid"))
    return Drawing(width: width, height: labelY + 4, content: content)
  }

  private func drawing(
    of group: Group, mark: Mark, across: Scale, vertical: Scale, shift: Double
  ) -> Markup {
    var link = LinePathBuilder()
    var spans: [Markup] = []
    for interval in group.intervals.sorted(by: { $0.x < $1.x }) {
      guard let place = across.position(interval.x), let y = vertical.position(interval.value)
      else {
        link.cut()
        continue
      }
      let x = place + shift
      link.add(x: x, y: y)
      var marks: [Markup] = [SVG.title(reading(group, interval))]
      if let low = vertical.position(interval.low), let high = vertical.position(interval.high) {
        marks.append(SVG.line(x1: x, y1: low, x2: x, y2: high, "span"))
      }
      marks.append(SVG.path(mark.path(x: x, y: y), group.isFilled ? "full" : "hollow"))
      spans.append(.element("g", [:], marks))
    }
    let isLinked = group.isFilled || !groups.contains(where: \.isFilled)
    let line = link.data.isEmpty || !isLinked ? [] : [SVG.path(link.data, "link")]
    return SVG.group(group.series.hue.className, line + spans)
  }

  /// `LSTM, test, length 20: 0.88 (0.80 to 0.93), 5 seeds`.
  private func reading(_ group: Group, _ interval: Interval) -> String {
    let who = [group.series.name, group.kind, x.reading(interval.x)].filter { !$0.isEmpty }
    let numbers = [interval.value, interval.low, interval.high].map {
      Numeral.fixed($0, decimals: 3)
    }
    let note = interval.note.isEmpty ? "" : ", \(interval.note)"
    return who.joined(separator: ", ") + ": \(numbers[0]) (\(numbers[1]) to \(numbers[2]))" + note
  }

  private func legendEntries(_ series: [Series]) -> [Legend.Entry] {
    var entries = series.enumerated().map { index, series in
      Legend.Entry(className: series.hue.className, name: series.name) { x, y in
        [
          SVG.line(x1: x + 12, y1: y - 5, x2: x + 12, y2: y + 5, "span"),
          SVG.path(Mark(index).path(x: x + 12, y: y), "full"),
        ]
      }
    }
    var kinds: [String] = []
    for group in groups where !group.kind.isEmpty && !kinds.contains(group.kind) {
      kinds.append(group.kind)
      entries.append(
        Legend.Entry(className: "gray", name: group.kind) { x, y in
          [SVG.path(Mark.circle.path(x: x + 12, y: y), group.isFilled ? "full" : "hollow")]
        })
    }
    if let level, !level.name.isEmpty {
      entries.append(Legend.line(level.name, color: "gray", "axis dash"))
    }
    return entries
  }
}

/// Straight lines from point to point, with gaps.
private struct LinePathBuilder {
  private(set) var data = ""
  private var isOpen = false

  mutating func add(x: Double, y: Double) {
    data += "\(isOpen ? "L" : "M")\(SVG.number(x)) \(SVG.number(y))"
    isOpen = true
  }

  mutating func cut() { isOpen = false }
}
