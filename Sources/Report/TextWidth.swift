/// How much room a text takes, near enough to lay out legends: nobody knows which font will be there.
enum TextWidth {
  /// The width in points of a sans-serif text, a little on the generous side.
  static func of(_ text: String, size: Double, bold: Bool = false) -> Double {
    var ems = 0.0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "i", "j", "l", "'", "|", ".", ",", ":", ";", "!", "f", "t", "I", " ", "(", ")", "/":
        ems += 0.36
      case "m", "w", "M", "W", "%", "@": ems += 0.88
      case "A"..."Z", "&": ems += 0.7
      case "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁻": ems += 0.36
      case "\u{1100}"...: ems += 1
      default: ems += 0.6
      }
    }
    return ems * size * (bold ? 1.07 : 1)
  }

  /// The text, cut to a width and marked with an ellipsis if it is longer.
  static func fitted(_ text: String, width: Double, size: Double, bold: Bool = false) -> String {
    guard of(text, size: size, bold: bold) > width else { return text }
    var cut = text
    while !cut.isEmpty && of(cut + "…", size: size, bold: bold) > width { cut.removeLast() }
    return cut + "…"
  }
}
