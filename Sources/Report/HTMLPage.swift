/// A report in one file: text, figures and tables, with everything they need inside.
///
/// The page asks the network for nothing, follows the reader's light or dark theme, prints, and reads on a phone.
/// Its script only helps: without it the page is complete.
public struct HTMLPage: Sendable {
  /// A part of a section.
  public enum Block: Sendable {
    /// A paragraph.
    case paragraph(String)
    /// A list of short statements.
    case list([String])
    /// A figure, with its caption, a link that saves it, and the command that draws it again.
    case figure(any Figure, command: String? = nil)
    /// A table.
    case table(Table)
  }

  /// A heading and what stands below it.
  public struct Section: Sendable {
    /// The heading.
    public let title: String
    /// The parts, in order.
    public let blocks: [Block]

    /// A section.
    public init(_ title: String, _ blocks: [Block]) {
      self.title = title
      self.blocks = blocks
    }
  }

  /// The language of the text, as in `en`.
  public let language: String
  /// The headline.
  public let title: String
  /// The result in a few sentences, at the top.
  public let summary: [String]
  /// The sections.
  public let sections: [Section]
  /// The last line: what made the page, and from what.
  public let colophon: String

  /// A page.
  public init(
    _ title: String, summary: [String], sections: [Section], colophon: String = "",
    language: String = "en"
  ) {
    self.title = title
    self.summary = summary
    self.sections = sections
    self.colophon = colophon
    self.language = language
  }

  /// The figures of all sections, in order.
  public var figures: [any Figure] {
    sections.flatMap(\.blocks).compactMap { block in
      if case .figure(let figure, _) = block { figure } else { nil }
    }
  }
}
