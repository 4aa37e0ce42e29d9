extension ColorScale {
  /// The colors from end to end, with five values below.
  func bar(in frame: Frame) -> [Markup] {
    let steps = 50
    let width = frame.width / Double(steps)
    let patches = (0..<steps).map { step in
      SVG.rect(
        Frame(
          x: frame.x + Double(step) * width, y: frame.y, width: width + 0.2, height: frame.height),
        ["fill": color(share: Double(step) / Double(steps - 1))])
    }
    let low = range.lowerBound
    let span = range.upperBound - low
    let ticks = (0...4).map { quarter in
      SVG.text(
        Numeral.short(low + span * Double(quarter) / 4),
        x: frame.x + frame.width * Double(quarter) / 4, y: frame.bottom + 8.5, "tick mid")
    }
    return [SVG.group("cells", patches)] + ticks
  }
}
