import LongLag

extension ProgressDisplay {
  /// The line about an event that stays: the end of each training, and, where nothing is redrawn, its
  /// beginning too.
  ///
  /// - Parameter isRedrawn: Whether trainings under way are shown anyway.
  func message(about event: LaboratoryEvent, isRedrawn: Bool, at time: Duration) -> String? {
    switch event {
    case .began(let index):
      return isRedrawn || trainings.count == 1 ? nil : "\(trainings[index].name)  begins"
    case .ended(let index, let run):
      var line =
        "\(trainings[index].name)  dev \(Numeral.fixed(run.dev.accuracy, decimals: 2))"
        + "  test \(Numeral.fixed(run.test.accuracy, decimals: 2))"
        + "  \(Numeral.fixed(run.seconds, decimals: 1)) s"
      if !isRedrawn, trainings.count > 1 {
        line += "  (\(ended)/\(trainings.count)"
        if ended < trainings.count, let rest = Self.remaining(after: time, share: share) {
          line += ", \(Self.words(for: rest)) left"
        }
        line += ")"
      }
      return line
    case .failed(let index, let error):
      return "\(trainings[index].name)  \(error.reason)"
    case .training(let index, .evaluated(let evaluation)):
      // A training alone would otherwise say nothing until its end.
      guard trainings.count == 1, !isRedrawn, live[index]?.isAtTenth == true else { return nil }
      let steps = Numeral.grouped(trainings[index].steps)
      return "step \(Numeral.grouped(evaluation.step)) of \(steps)"
        + "  loss \(Numeral.significant(evaluation.trainLoss))"
        + "  dev \(Numeral.fixed(evaluation.dev.accuracy, decimals: 2))"
    case .training:
      return nil
    }
  }
}
