/// One learned tensor: its name, its shape, and what it is there for.
public struct Parameter: Sendable, Hashable {
  /// What a parameter does, which decides how it starts.
  public enum Role: String, Sendable, Hashable, Codable {
    /// A row per symbol.
    case embedding
    /// From what is read.
    case inputWeights
    /// From what was remembered.
    case recurrentWeights
    /// Added per feature.
    case bias
    /// Multiplied per feature.
    case gain
    /// A state before the first step.
    case initialState
    /// From the last state to the answer.
    case readoutWeights, readoutBias
  }

  /// The full name, such as `layers.0.forward.forget.recurrentWeights`.
  public var name: String
  /// `[rows, columns]` of a matrix, `[width]` of a vector.
  public let shape: [Int]
  /// What it is there for.
  public let role: Role
  /// Where it starts in the flat buffer of all parameters.
  public internal(set) var offset = 0

  /// A parameter that no network has placed yet.
  public init(name: String, shape: [Int], role: Role) {
    self.name = name
    self.shape = shape
    self.role = role
  }

  /// The number of scalars.
  public var count: Int { shape.reduce(1, *) }
  /// Where its scalars lie in the flat buffer of all parameters.
  public var range: Range<Int> { offset..<offset + count }
}
