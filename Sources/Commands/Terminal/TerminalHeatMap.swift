import LongLag

/// What happened inside a model while it read a sequence, drawn in a terminal: a map for each gate,
/// candidate and state, positions from left to right and hidden units from top to bottom.
///
/// ```swift
/// print(TerminalHeatMap.render(recording, width: 100, color: true))
/// ```
struct TerminalHeatMap {
  private let recording: ModelRecording
  private let width: Int
  private let color: Bool
  private let units: Int
  private var lines: [TerminalLine] = []

  /// The drawing, as lines that each end with a line feed.
  ///
  /// - Parameters:
  ///   - recording: What happened.
  ///   - width: Columns of the terminal; as many maps stand side by side as it has room for.
  ///   - color: Whether to draw in 24-bit color, two units to a row; else in ASCII, one unit to a row.
  ///   - units: The most units drawn of each quantity.
  static func render(
    _ recording: ModelRecording, width: Int, color: Bool, units: Int = 64
  ) -> String {
    var map = TerminalHeatMap(recording, width: max(width, 20), color: color, units: units)
    map.draw()
    return map.lines.map { line in
      var text = line.text
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }.joined()
  }

  private init(_ recording: ModelRecording, width: Int, color: Bool, units: Int) {
    self.recording = recording
    self.width = width
    self.color = color
    self.units = max(units, 1)
  }

  private mutating func draw() {
    let count = recording.symbols.count
    let share = recording.probabilities[recording.prediction] * 100
    let percent = share.isFinite ? "\(Int(share.rounded()))" : "?"
    lines.append(
      TerminalLine(
        "reads \(count) \(count == 1 ? "symbol" : "symbols"), answers \(recording.prediction) "
          + "(probability \(percent) %)"))
    for (name, one) in zip(recording.names, recording.recordings) {
      draw(one, named: name)
    }
    lines.append(TerminalLine())
    lines.append(TerminalLine("across: the positions, with the symbol read at each"))
    lines.append(
      TerminalLine("down:   the hidden units, \(color ? "two" : "one") to a row"))
  }

  private mutating func draw(_ one: Recording, named name: String) {
    let panels = one.quantities.map {
      TerminalPanel($0, in: one, symbols: recording.symbols, units: units)
    }
    guard let first = panels.first else { return }
    lines.append(TerminalLine())
    if recording.names.count > 1 || name.hasSuffix(".backward") {
      let reads = name.hasSuffix(".backward") ? ", which reads from the right" : ""
      lines.append(TerminalLine(name + reads))
    }
    let all = one.quantities.compactMap { one[$0]?.width }.max() ?? 0
    if all > units { lines.append(TerminalLine("the first \(units) of \(all) units")) }

    let columns = columnsPerStep(panels, steps: one.time)
    let room = max((width - first.margin) / columns, 1)
    for start in stride(from: 0, to: one.time, by: room) {
      let steps = start..<min(start + room, one.time)
      if room < one.time {
        lines.append(TerminalLine("positions \(start) to \(steps.upperBound - 1)"))
      }
      drawSideBySide(panels.map { $0.lines(steps, columnsPerStep: columns, color: color) })
    }
    drawLegend(panels)
  }

  /// As broad as all panels side by side allow, but at most three columns; else as narrow as can be.
  private func columnsPerStep(_ panels: [TerminalPanel], steps: Int) -> Int {
    let narrowest = panels.map(\.narrowestStep).max() ?? 1
    let candidates = stride(from: max(3, narrowest), to: narrowest, by: -1)
    return candidates.first { columns in
      let widths = panels.map { max($0.margin + steps * columns, $0.title.count) + Self.gap }
      return widths.reduce(0, +) - Self.gap <= width
    } ?? narrowest
  }

  private static let gap = 2

  /// Rows of as many panels as fit.
  private mutating func drawSideBySide(_ panels: [[TerminalLine]]) {
    var rest = panels[...]
    while !rest.isEmpty {
      var row: [[TerminalLine]] = []
      var taken = 0
      while let next = rest.first, row.isEmpty || taken + next[0].width <= width {
        row.append(next)
        taken += next[0].width + Self.gap
        rest.removeFirst()
      }
      for index in 0..<(row.map(\.count).max() ?? 0) {
        var line = TerminalLine()
        var left = 0
        for panel in row {
          line.pad(to: left)
          if index < panel.count { line.append(panel[index]) }
          left += panel[0].width + Self.gap
        }
        lines.append(line)
      }
      lines.append(TerminalLine())
    }
  }

  /// What colors or characters mean, once for each scale.
  private mutating func drawLegend(_ panels: [TerminalPanel]) {
    var scales: [TerminalScale] = []
    for panel in panels where !scales.contains(panel.scale) { scales.append(panel.scale) }
    let names = scales.map { scale in
      panels.filter { $0.scale == scale }.map(\.quantity.rawValue).joined(separator: ", ")
    }
    let nameWidth = names.map(\.count).max() ?? 0
    let lowWidth = scales.map(\.ends.low.count).max() ?? 0
    for (scale, name) in zip(scales, names) {
      var line = TerminalLine(name)
      line.pad(to: nameWidth + 2 + lowWidth - scale.ends.low.count)
      line.append(scale.ends.low + " ")
      if color {
        let bar = 24
        for place in 0..<bar {
          let share = Double(place) / Double(bar - 1)
          let value = scale.limit * (scale.isSigned ? 2 * share - 1 : share)
          line.append(escape: "38;2;" + scale.color(value))
          line.append("█")
        }
        line.append(escape: "0")
      } else {
        line.append("|\(scale.ramp)|")
      }
      line.append(" " + scale.ends.high)
      lines.append(line)
    }
  }
}
