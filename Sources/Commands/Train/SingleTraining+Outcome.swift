import LongLag

extension SingleTraining {
  /// What came of a training.
  struct Outcome: Sendable {
    /// The loss of every step, where it was asked for.
    var losses: [Double] = []
    /// The model and its scores; `nil` where the training failed.
    var kept: Kept?
    /// Why it failed.
    var failure: (any Error)?
    /// The status to end with, where somebody asked for an end.
    var interruption: Failure.Status?
    /// Why the event files are not complete, where they are not.
    var logFailure: FileError?

    /// The losses as CSV.
    var log: String {
      losses.enumerated().reduce(into: "step,train_loss\n") { text, entry in
        text += "\(entry.offset + 1),\(entry.element)\n"
      }
    }
  }

  /// The model that is kept, and how it answers.
  struct Kept: Sendable {
    let experiment: Experiment
    let model: Model
    let planned: Int
    let steps: Int
    let bestStep: Int?
    let reason: TrainingEvent.EndReason
    let dev: Score?
    let test: Score?
    let seconds: Double

    /// What the store has.
    ///
    /// - Parameter isTested: Whether the test rows are rows of their own.
    init(_ run: Run, planned: Int, isTested: Bool) {
      self.init(
        experiment: run.experiment, model: run.model, planned: planned, steps: run.history.steps,
        bestStep: run.history.bestStep, reason: run.history.reason, dev: run.dev,
        test: isTested ? run.test : nil,
        seconds: run.seconds)
    }

    init(
      experiment: Experiment, model: Model, planned: Int, steps: Int, bestStep: Int?,
      reason: TrainingEvent.EndReason, dev: Score?, test: Score?, seconds: Double
    ) {
      self.experiment = experiment
      self.model = model
      self.planned = planned
      self.steps = steps
      self.bestStep = bestStep
      self.reason = reason
      self.dev = dev
      self.test = test
      self.seconds = seconds
    }

    /// The lines at the end.
    var summary: String {
      var lines = [("model", "\(model)")]
      var kept = "the parameters of step \(Numeral.grouped(bestStep ?? steps))"
      kept += bestStep == nil ? ", the last" : ", the best on dev"
      if reason == .earlyStop { kept += "; stopped early at \(Numeral.grouped(steps))" }
      if reason == .cancelled {
        kept += "; interrupted at \(Numeral.grouped(steps)) of \(Numeral.grouped(planned))"
      }
      lines.append(("kept", kept))
      if let dev { lines.append(("dev", words(dev))) }
      if let test { lines.append(("test", words(test))) }
      lines.append(("seconds", Numeral.fixed(seconds, decimals: 1)))
      return lines.map { "\($0.0.padded(to: 9))\($0.1)\n" }.joined()
    }

    private func words(_ score: Score) -> String {
      let interval = score.accuracyInterval
      return "accuracy \(Numeral.fixed(score.accuracy, decimals: 3)) "
        + "(\(Numeral.fixed(interval.low, decimals: 3)) to "
        + "\(Numeral.fixed(interval.high, decimals: 3)), 95 %, \(interval.method), of "
        + "\(score.answers) answers), "
        + "loss \(Numeral.significant(score.loss))"
    }
  }
}
