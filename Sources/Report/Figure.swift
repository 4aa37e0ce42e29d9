/// A drawing of measured numbers, with what is said about it.
public protocol Figure: Sendable {
  /// Its name, heading, caption and alternative text.
  var text: FigureText { get }
  /// The drawing: the same numbers give the same drawing.
  func drawing() -> Drawing
}

extension Figure {
  /// The figure as SVG, for a file or for a page.
  public func svg(_ style: Drawing.Style) -> String {
    let svg = drawing().element(text, style: style).written(as: .xml)
    return style == .standalone ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(svg)\n" : svg
  }

  /// The name of the file that holds the figure: `accuracy-by-length.svg`.
  public var fileName: String { text.name + ".svg" }
}
