extension LinePanels {
  /// Invisible strips across a panel that say its numbers while the pointer rests on them.
  func readings(of panel: Panel, in frame: Frame, across: Scale) -> [Markup] {
    let lines = panel.lines.map { line in
      (line, center: line.center.values, members: line.members.map(\.values))
    }
    let places = Set(lines.flatMap { $0.center.keys }).filter { across.position($0) != nil }
      .sorted()
    let most = 40
    let chosen =
      places.count <= most
      ? places
      : (0..<most).map { places[$0 * (places.count - 1) / (most - 1)] }
    let positions = chosen.compactMap(across.position)

    return chosen.indices.map { index in
      let x = positions[index]
      let from = index == 0 ? frame.x : (positions[index - 1] + x) / 2
      let to = index + 1 == chosen.count ? frame.right : (x + positions[index + 1]) / 2
      let heading = [panel.title, self.x.reading(chosen[index])].filter { !$0.isEmpty }
      let values = lines.compactMap { line, center, members -> String? in
        guard let value = center[chosen[index]] else { return nil }
        return reading(line.name, value, members.compactMap { $0[chosen[index]] })
      }
      return SVG.rect(
        Frame(x: from, y: frame.y, width: max(0, to - from), height: frame.height),
        ["class": "over"],
        title: ([heading.joined(separator: ", ")] + values).joined(separator: "\n"))
    }
  }

  /// `LSTM train 0.131 (0.0912 to 0.207)`: the median, and the least and the greatest of the seeds.
  private func reading(_ name: String, _ value: Double, _ members: [Double]) -> String {
    let text = "\(name) \(value.isFinite ? Numeral.significant(value) : "not finite")"
    let finite = members.filter(\.isFinite)
    guard members.count > 1, let least = finite.min(), let greatest = finite.max() else {
      return text
    }
    let lost = members.count - finite.count
    let range = "\(Numeral.significant(least)) to \(Numeral.significant(greatest))"
    return lost == 0 ? "\(text) (\(range))" : "\(text) (\(range), \(lost) not finite)"
  }

  /// Colors if there are several, dashes if there are several, thin and bold if there are several seeds.
  var legendEntries: [Legend.Entry] {
    var entries = series.map { Legend.line($0.name, color: $0.hue.className, "bold") }
    if entries.count == 1 && !kinds.isEmpty { entries = [] }
    let kindColor = series.count == 1 ? series[0].hue.className : "gray"
    if kinds.count > 1 || entries.isEmpty {
      entries += kinds.map { Legend.line($0.name, color: kindColor, "bold" + $0.stroke.className) }
    }
    let lines = panels.flatMap(\.lines)
    if lines.contains(where: { $0.members.count > 1 }) {
      entries.append(
        Legend.Entry(className: "gray", name: "each \(memberName), and the median") { x, y in
          [
            SVG.line(x1: x, y1: y - 3, x2: x + 18, y2: y - 3, "thin"),
            SVG.line(x1: x, y1: y + 2, x2: x + 18, y2: y + 2, "bold"),
          ]
        })
    }
    let values = lines.lazy.flatMap(\.members).flatMap(\.y).map(raised)
    if values.contains(where: { !$0.isFinite }) {
      entries.append(mark("not finite from here", .notFinite))
    }
    if y.kind == .logarithmic && values.contains(where: { $0.isFinite && $0 <= 0 }) {
      entries.append(mark("zero from here", .notPositive))
    }
    return entries
  }

  private func mark(_ name: String, _ cause: LinePath.Loss.Cause) -> Legend.Entry {
    Legend.Entry(className: "gray", name: name) { x, y in
      let loss = LinePath.Loss(x: 0, position: x + 12, cause: cause)
      return [loss.mark(in: Frame(x: x, y: y - 3, width: 18, height: 5.5), "gray", title: name)]
    }
  }
}

extension Curve {
  fileprivate var values: [Double: Double] {
    Dictionary(zip(x, y), uniquingKeysWith: { _, last in last })
  }
}
