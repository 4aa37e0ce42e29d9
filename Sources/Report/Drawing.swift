/// A drawing in points, ready to be written as SVG.
public struct Drawing: Sendable, Equatable {
  /// Where a drawing will be looked at.
  public enum Style: Sendable {
    /// A file of its own, fit for a paper: sizes in points, colors for white paper, written out.
    case standalone
    /// Inside a page that brings the style sheet; the colors follow the page.
    case inline
  }

  /// The width in points.
  public let width: Double
  /// The height in points.
  public let height: Double
  /// What is drawn.
  public let content: [Markup]

  /// A drawing; its size is rounded up to whole points.
  public init(width: Double, height: Double, content: [Markup]) {
    self.width = width.rounded(.up)
    self.height = height.rounded(.up)
    self.content = content
  }

  /// The `svg` element.
  func element(_ about: FigureText, style: Drawing.Style) -> Markup {
    let box = "0 0 \(SVG.number(width)) \(SVG.number(height))"
    switch style {
    case .inline:
      return .element(
        "svg",
        [
          "class": "fig", "viewBox": box, "role": "img", "aria-label": about.alternative,
          "style": "--w:\(SVG.number(width))",
        ], content)
    case .standalone:
      let paper = SVG.rect(
        Frame(x: 0, y: 0, width: width, height: height), ["class": "paper"])
      return .element(
        "svg",
        [
          "xmlns": "http://www.w3.org/2000/svg", "class": "fig", "viewBox": box,
          "width": "\(SVG.number(width))pt", "height": "\(SVG.number(height))pt", "role": "img",
        ],
        [
          .element("title", [:], [.text(about.title)]),
          .element("desc", [:], [.text(about.alternative)]),
          .element("style", [:], [.text(Theme.light.figureRules)]), paper,
        ] + content)
    }
  }
}
