/// One panel of a figure: a heading and the lines below it.
public struct Panel: Sendable, Equatable {
  /// The heading: `length 10`.
  public let title: String
  /// The lines.
  public let lines: [Line]

  /// A panel.
  public init(_ title: String = "", _ lines: [Line]) {
    self.title = title
    self.lines = lines
  }
}
