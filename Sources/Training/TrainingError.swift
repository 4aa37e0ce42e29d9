/// Why training stopped before its end.
public enum TrainingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The loss became infinite or not a number.
  case lossNotFinite(step: Int, loss: Double, largestGradient: String, norm: Double)
  /// A setting of the plan has a value that it cannot have.
  case setting(key: String, found: String, expected: String)

  /// What happened, where, and what to try.
  public var description: String {
    switch self {
    case .lossNotFinite(let step, let loss, let name, let norm):
      "the loss became \(Self.words(loss)) at step \(step); the largest gradient was that of \(name), "
        + "with norm \(Self.words(norm)). A smaller learning rate or clipping may help"
    case .setting(let key, let found, let expected):
      "\(key) is \(found), but must be \(expected)"
    }
  }

  /// A NaN has a sign that means nothing, and that some systems print.
  private static func words(_ number: Double) -> String { number.isNaN ? "nan" : "\(number)" }
}
