/// Why a model cannot be made.
public enum ModelError: Error, Sendable, Hashable, CustomStringConvertible {
  /// No cell of this name is in the catalog.
  case unknownCell(name: String, known: [String])
  /// A setting of the architecture has a value that it cannot have.
  case setting(key: String, found: String, expected: String)
  /// A cell's state is not as wide as was asked for.
  case cellWidth(name: String, found: Int, expected: Int)
  /// A sequence cannot be read, or not in this way.
  case sequence(what: String, found: String, expected: String)

  /// What was found, and what was expected.
  public var description: String {
    switch self {
    case .unknownCell(let name, let known):
      "there is no cell '\(name)'; the catalog has \(known.joined(separator: ", "))"
    case .setting(let key, let found, let expected), .sequence(let key, let found, let expected):
      "\(key) is \(found), but must be \(expected)"
    case .cellWidth(let name, let found, let expected):
      "the cell '\(name)' was asked for a state of \(expected), and has one of \(found)"
    }
  }
}
