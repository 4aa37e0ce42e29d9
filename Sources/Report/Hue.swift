/// Six colors that remain distinct for color-blind readers, in print, and on a dark screen.
///
/// After M. Okabe and K. Ito, "Color Universal Design", 2008. The dark variants are near them, chosen so that under
/// simulated protanopia, deuteranopia and tritanopia no two are closer than 13 in CIELAB (the originals: 16).
public enum Hue: Int, Sendable, CaseIterable {
  /// The first color.
  case blue
  /// The second color.
  case vermilion
  /// The third color.
  case green
  /// The fourth color.
  case purple
  /// The fifth color.
  case orange
  /// The sixth color.
  case sky

  /// The color on paper.
  var onLight: String {
    switch self {
    case .blue: "#0072b2"
    case .vermilion: "#d55e00"
    case .green: "#009e73"
    case .purple: "#cc79a7"
    case .orange: "#e69f00"
    case .sky: "#56b4e9"
    }
  }

  /// The color on a dark screen.
  var onDark: String {
    switch self {
    case .blue: "#3f9be6"
    case .vermilion: "#f4743b"
    case .green: "#1fb58a"
    case .purple: "#e58bc4"
    case .orange: "#f5cf5e"
    case .sky: "#a9e2ff"
    }
  }

  var className: String { "c\(rawValue + 1)" }
}
