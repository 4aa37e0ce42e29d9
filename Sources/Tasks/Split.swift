/// The three parts of a task's data.
public enum Split: String, Codable, CaseIterable, Sendable {
  /// What a model learns from.
  case train
  /// What decides which parameters are kept.
  case dev
  /// What the result is measured on, once.
  case test
}
