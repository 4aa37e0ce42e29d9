/// A tree of elements and text: what both the SVG figures and the HTML page are written from.
///
/// Text enters as it is and is escaped when written, so no name, however hostile, can leave its place.
public indirect enum Markup: Sendable, Equatable {
  /// An element with its attributes, in the order in which they are written.
  case element(String, [Attribute], [Markup])
  /// Text, escaped when written.
  case text(String)
  /// Written as it is: style sheets and scripts of the page itself, never anything from outside.
  case raw(String)
  /// Several pieces, one after the other.
  case fragment([Markup])

  /// A name and a value; the value is escaped when written.
  public struct Attribute: Sendable, Equatable {
    let name: String
    let value: String
  }

  /// An element; attributes whose value is nil are left out.
  public static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ children: [Markup] = []
  ) -> Markup {
    .element(
      name,
      attributes.compactMap { name, value in
        value.map { Attribute(name: name, value: $0) }
      }, children)
  }

  /// How elements without content are closed.
  public enum Dialect: Sendable {
    /// `<path/>`: the SVG files, and any other XML.
    case xml
    /// `<p></p>` but `<br>`: HTML knows which elements never have content.
    case html
  }

  /// The text of the tree.
  public func written(as dialect: Dialect) -> String {
    var text = ""
    write(to: &text, as: dialect)
    return text
  }

  private func write(to text: inout String, as dialect: Dialect) {
    switch self {
    case .text(let plain): text += Markup.escaped(plain)
    case .raw(let markup): text += markup
    case .fragment(let pieces):
      for piece in pieces { piece.write(to: &text, as: dialect) }
    case .element(let name, let attributes, let children):
      text += "<\(name)"
      for attribute in attributes {
        text += " \(attribute.name)=\"\(Markup.escaped(attribute.value))\""
      }
      if children.isEmpty && dialect == .xml {
        text += "/>"
        return
      }
      text += ">"
      if dialect == .html && Markup.neverFilled.contains(name) { return }
      for child in children { child.write(to: &text, as: dialect) }
      text += "</\(name)>"
    }
  }

  private static let neverFilled: Set<String> = ["br", "col", "hr", "img", "input", "link", "meta"]

  /// The text with everything replaced that XML or HTML would read as markup, or not read at all.
  static func escaped(_ plain: String) -> String {
    var text = ""
    text.reserveCapacity(plain.utf8.count)
    for scalar in plain.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      case "\n": text += "&#10;"
      case "\t": text += "&#9;"
      case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
      // Marks that reorder or hide the text around them.
      case "\u{200B}"..."\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
