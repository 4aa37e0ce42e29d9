import Models
public import Statistics
import Training

extension Results.Entry {
  /// The dev accuracy from which on a task counts as solved: 99 of 100 answers right.
  ///
  /// One number for all tasks and cells, and the same for what is solved and for how long that took.
  /// For answers that are real numbers, right is within 0.04, as everywhere.
  public static let solvedAccuracy = 0.99

  /// When the run solved its task: at the first look at the dev rows in which so many answers were
  /// right, whatever came later. A run that ended before is censored, not a failure: it might have
  /// solved the task with more updates.
  ///
  /// It is as exact as the dev rows were looked at often, `plan.evaluateEvery`.
  public var stepsToSolution: StepsToSolution {
    let first = evaluations.first { $0.dev.accuracy >= Self.solvedAccuracy }
    return first.map { .solved(at: $0.step) } ?? .unsolved(after: steps)
  }
}
