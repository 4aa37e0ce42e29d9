/// Six colors that remain distinct for color-blind readers, in print, and on a dark screen.
///
/// After M. Okabe and K. Ito, "Color Universal Design", 2008; the dark variants are the same hues, lightened.
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
    case .purple: "#b45c91"
    case .orange: "#c98500"
    case .sky: "#3d9fd6"
    }
  }

  /// The color on a dark screen.
  var onDark: String {
    switch self {
    case .blue: "#5aaee8"
    case .vermilion: "#ff8b4d"
    case .green: "#33c79b"
    case .purple: "#e39cc8"
    case .orange: "#f0c04a"
    case .sky: "#a9defa"
    }
  }

  var className: String { "c\(rawValue + 1)" }
}
