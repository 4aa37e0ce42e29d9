import Models
import Tasks
import Training

// The course experiment: a student's report on the textbook's, with faults that teach more than its
// results.

extension Preset {
  /// As written: a cell whose gates are one, states that start at random, rows in order, one at a
  /// time, no dev rows, and twice the epochs for the network it is compared with.
  public static let course = Preset(
    "course", "the course experiment as written, with its faults",
    lengths: [5, 10, 15, 20, 25, 30], cells: ["srn", "course"]
  ) { length, cell in
    var plan = TrainingPlan(
      epochs: cell == "course" ? 500 : 1000, batch: 1, optimizer: .adam(learningRate: 1e-3))
    plan.shuffle = false
    plan.keepsBest = false
    return Experiment(
      DigitSum(length: length, variant: .course),
      model: Architecture(
        encoding: .oneHot, cell: CellChoice(cell, hidden: 10), initialState: .random,
        start: .course), plan: plan)
  }

  /// The same question asked well: an LSTM with four parts, states that start at zero, rows shuffled,
  /// dev rows of its own, and one budget for all. One fault stays, `same-pairs`, so that the two tables
  /// can be compared: with held-out pairs (`DigitSum.Pairs`) it would be another question.
  public static let courseCorrected = Preset(
    "course-corrected", "the course experiment with its faults mended, on the same operand pairs",
    lengths: [5, 10, 15, 20, 25, 30]
  ) { length, cell in
    var plan = TrainingPlan(epochs: 500, batch: 8, optimizer: .adam(learningRate: 1e-3))
    plan.evaluateEvery = 50
    return Experiment(
      DigitSum(length: length, variant: .course, dev: .own),
      model: Architecture(encoding: .oneHot, cell: CellChoice(cell, hidden: 10)), plan: plan)
  }
}
