/// How well rows are answered.
public struct Score: Sendable, Hashable, Codable {
  /// The loss, as the plan measures it.
  public var loss: Double
  /// The share of answers that are right; for real numbers, the share within 0.04.
  public var accuracy: Double
  /// The number of answers.
  public var answers: Int
  /// What the course experiment's own metric prints: the share of rows whose prediction is among the
  /// first rows of the 19 classes; `nil` where answers are not classes.
  public var printedAccuracy: Double?

  /// A score from its parts.
  public init(loss: Double, accuracy: Double, answers: Int, printedAccuracy: Double? = nil) {
    self.loss = loss
    self.accuracy = accuracy
    self.answers = answers
    self.printedAccuracy = printedAccuracy
  }
}
