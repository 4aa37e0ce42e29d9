/// What is said about a figure outside the drawing.
public struct FigureText: Sendable, Equatable {
  /// The file name without its ending: small letters, digits and hyphens; anything else is replaced.
  public let name: String
  /// The heading.
  public let title: String
  /// What the reader should see, and how to read it.
  public let caption: String
  /// The same for a reader who cannot see the figure.
  public let alternative: String

  /// The texts of a figure; without an alternative text, the title and the caption stand in.
  public init(name: String, title: String, caption: String = "", alternative: String? = nil) {
    self.name = FigureText.fileName(name)
    self.title = title
    self.caption = caption
    self.alternative = alternative ?? (caption.isEmpty ? title : "\(title). \(caption)")
  }

  static func fileName(_ name: String) -> String {
    var result = ""
    for character in name.lowercased() {
      if character.isASCII && (character.isLetter || character.isNumber) {
        result.append(character)
      } else if !result.isEmpty && !result.hasSuffix("-") {
        result.append("-")
      }
    }
    while result.hasSuffix("-") { result.removeLast() }
    return result.isEmpty ? "figure" : String(result.prefix(80))
  }
}
