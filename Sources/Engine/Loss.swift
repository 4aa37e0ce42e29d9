/// What training makes small.
public enum Loss: String, Sendable, Hashable, Codable, CaseIterable {
  /// The mean over the answers that count of −ln p(right class), in nats.
  case crossEntropy
  /// The same, summed over the answers instead.
  case crossEntropySum
  /// The mean over all numbers of all answers that count of the squared difference.
  case meanSquaredError
}
