/// The colors of a page or a figure, by what they are for.
public struct Theme: Sendable, Equatable {
  /// What a color is for.
  enum Role: Hashable {
    case paper, ink, quiet, faint, panel, shade
    case series(Hue)

    /// The name of the style sheet's variable.
    var variable: String {
      switch self {
      case .paper: "--paper"
      case .ink: "--ink"
      case .quiet: "--quiet"
      case .faint: "--faint"
      case .panel: "--panel"
      case .shade: "--shade"
      case .series(let hue): "--\(hue)"
      }
    }

    static var all: [Role] {
      [.paper, .ink, .quiet, .faint, .panel, .shade] + Hue.allCases.map { .series($0) }
    }
  }

  private let isDark: Bool

  /// Black on white: paper, and screens in daylight.
  public static let light = Theme(isDark: false)
  /// Light gray on near black.
  public static let dark = Theme(isDark: true)

  /// The color of a role.
  func color(_ role: Role) -> String {
    switch role {
    case .paper: isDark ? "#14171a" : "#ffffff"
    case .ink: isDark ? "#e8e6e1" : "#1b1d1f"
    case .quiet: isDark ? "#a3a7ab" : "#5a6066"
    case .faint: isDark ? "#343a40" : "#e0e2e5"
    case .panel: isDark ? "#1d2125" : "#f5f6f7"
    case .shade: isDark ? "#3f464d" : "#c9ced3"
    case .series(let hue): isDark ? hue.onDark : hue.onLight
    }
  }
}
