/// A value of a setting, as a sweep file writes it.
public enum SettingValue: Hashable, Sendable, CustomStringConvertible {
  /// A whole number.
  case whole(Int)
  /// A real number.
  case real(Double)
  /// Yes or no.
  case flag(Bool)
  /// A name, or other text.
  case name(String)

  /// As a table shows it: `32`, `0.001`, `true`, `lstm`.
  public var description: String {
    switch self {
    case .whole(let number): "\(number)"
    case .real(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    case .name(let name): name
    }
  }
}
