import Models
import Statistics
import Tasks

extension Results {
  /// The table of `results.csv`: one line per run. The interval of a test accuracy is Wilson's, as its
  /// column says: it tells how exactly that run was measured, not how much another seed would differ.
  public func csv() -> String {
    let header = [
      "preset", "variant", "cell", "hidden", "length", "seed", "parameters", "steps", "best_step",
      "steps_to_solution", "train_loss", "train_accuracy", "dev_loss", "dev_accuracy", "test_loss",
      "test_accuracy", "test_low", "test_high", "test_interval", "printed_test_accuracy",
      "test_rows", "seconds", "fingerprint",
    ]
    return CSV.text(header, runs.map(fields))
  }

  private func fields(_ entry: Entry) -> [String] {
    let experiment = entry.experiment
    let interval = entry.test.accuracyInterval
    let solution = entry.stepsToSolution
    return [
      preset, entry.variant ?? "", experiment.model.cell.name, "\(experiment.model.cell.hidden)",
      "\(experiment.task.length)", "\(experiment.seed)", "\(entry.parameters)", "\(entry.steps)",
      CSV.field(entry.bestStep), solution.isSolved ? "\(solution.steps)" : "",
      "\(entry.train.loss)", "\(entry.train.accuracy)", "\(entry.dev.loss)",
      "\(entry.dev.accuracy)", "\(entry.test.loss)", "\(entry.test.accuracy)", "\(interval.low)",
      "\(interval.high)", "\(interval.method)", CSV.field(entry.test.printedAccuracy),
      "\(entry.test.answers)", "\(entry.seconds)", entry.fingerprint.description,
    ]
  }
}
