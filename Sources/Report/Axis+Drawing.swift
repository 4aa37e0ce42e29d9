extension Axis {
  /// Faint lines across a panel at the ticks of a vertical axis, and, in the first column, their labels.
  func vertical(_ scale: Scale, in frame: Frame, labels: Bool) -> [Markup] {
    var marks: [Markup] = []
    for tick in scale.ticks(about: max(2, Int(frame.height / 28))) {
      guard let y = scale.position(tick.value) else { continue }
      marks.append(SVG.line(x1: frame.x, y1: y, x2: frame.right, y2: y, "grid"))
      if labels {
        marks.append(SVG.text(tick.label, x: frame.x - 4, y: y + 2.6, "tick end"))
      }
    }
    return marks
  }

  /// The label of a vertical axis, turned, in the middle of a panel's height.
  func verticalLabel(x: Double, in frame: Frame) -> Markup {
    let y = frame.y + frame.height / 2
    return SVG.text(
      label, x: 0, y: 0, "label mid",
      transform: "translate(\(SVG.number(x)) \(SVG.number(y)))rotate(-90)")
  }

  /// The line below a panel, with ticks, and, in the lowest row, their labels.
  func horizontal(_ scale: Scale, in frame: Frame, labels: Bool, only values: [Double]? = nil)
    -> [Markup]
  {
    let base = SVG.line(
      x1: frame.x, y1: frame.bottom, x2: frame.right, y2: frame.bottom, "axis")
    guard symbols.isEmpty else { return [base] + positions(scale, in: frame, labels: labels) }
    var marks = [base]
    let ticks =
      values.map { $0.map { Scale.Tick(value: $0, label: Numeral.short($0)) } }
      ?? scale.ticks(about: max(2, Int(frame.width / 42)))
    var taken = -Double.infinity
    for tick in ticks {
      guard let x = scale.position(tick.value) else { continue }
      marks.append(SVG.line(x1: x, y1: frame.bottom, x2: x, y2: frame.bottom + 2.5, "axis"))
      let half = TextWidth.of(tick.label, size: 7.5) / 2
      // The last label must not reach into the next panel.
      let middle = min(x, frame.right + 5 - half)
      if labels && middle - half > taken {
        marks.append(SVG.text(tick.label, x: middle, y: frame.bottom + 10, "tick mid"))
        taken = middle + half + 2
      }
    }
    return marks
  }

  /// The positions in the sequence and, below each, what was read there.
  private func positions(_ scale: Scale, in frame: Frame, labels: Bool) -> [Markup] {
    guard labels else { return [] }
    let room = frame.width / Double(symbols.count)
    let last = Numeral.grouped(symbols.count - 1)
    let width = TextWidth.of(last, size: 7.5) + (last.count > 1 ? 3 : 1)
    let every = [1, 2, 5, 10, 20, 50, 100, 200, 500].first { Double($0) * room >= width } ?? 1000
    let size = symbolSize(width: frame.width)
    var marks: [Markup] = []
    for (position, symbol) in symbols.enumerated() {
      guard let x = scale.position(Double(position)) else { continue }
      if position.isMultiple(of: every) {
        marks.append(
          SVG.text(Numeral.grouped(position), x: x, y: frame.bottom + 10, "tick mid"))
      }
      if showsSymbols(width: frame.width) {
        marks.append(
          SVG.text(
            symbol, x: x, y: frame.bottom + 19, "read mid",
            size: size < Axis.largestSymbol ? size : nil))
      }
    }
    return marks
  }

  /// Whether every symbol can be read below its position; if not, none is shown, rather than some.
  func showsSymbols(width: Double) -> Bool {
    !symbols.isEmpty && symbolSize(width: width) >= 4.2
  }

  private static var largestSymbol: Double { 7.5 }

  private func symbolSize(width: Double) -> Double {
    let widest = symbols.map { TextWidth.of($0, size: 1, bold: true) }.max() ?? 1
    return min(Axis.largestSymbol, width / Double(max(1, symbols.count)) / (1.35 * widest))
  }

  /// The label, which mentions the symbols if they are shown.
  func fullLabel(width: Double) -> String {
    showsSymbols(width: width) ? "\(label), and the \(symbolName) read" : label
  }

  /// The height of the labels below the lowest row, without the axis' own label.
  func labelHeight(width: Double) -> Double { showsSymbols(width: width) ? 22 : 13 }
}
