import LongLag

extension Failure {
  /// Refuses a loss that the answers of a task have not.
  static func check(_ loss: Loss, for answer: TaskAnswer) throws(Failure) {
    switch (answer.kind, loss) {
    case (.classes, .meanSquaredError):
      throw Failure(
        .usage,
        "--loss is mean-squared-error, but this task is answered by classes; expected "
          + "cross-entropy or cross-entropy-sum")
    case (.values, .crossEntropy), (.values, .crossEntropySum):
      throw Failure(
        .usage,
        "--loss is a cross-entropy, but this task is answered by numbers; expected "
          + "mean-squared-error")
    default:
      break
    }
  }
}
