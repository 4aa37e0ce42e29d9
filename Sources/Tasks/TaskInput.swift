/// What a network reads at each step of a task.
public enum TaskInput: Hashable, Codable, Sendable {
  /// One symbol, a whole number in `0..<alphabet`.
  case symbols(alphabet: Int)
  /// Real numbers, `features` of them.
  case values(features: Int)
}
