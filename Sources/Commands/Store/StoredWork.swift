import ArgumentParser
import LongLag

/// Experiments that run into a store, shown as they go, until all have ended or somebody asks for an
/// end.
struct StoredWork: Sendable {
  let laboratory: Laboratory
  let experiments: [Experiment]
  let trainings: [ProgressDisplay.Training]
  private let tensorBoard: OutputFolder?

  /// What came of it.
  struct Outcome: Sendable {
    /// Runs that have ended.
    var ended = 0
    /// Those that could not be.
    var failures: [ExperimentError] = []
    /// The status to end with, where somebody asked for an end.
    var interruption: Failure.Status?
    /// Why the event files are not complete, where they are not.
    var logFailure: FileError?
  }

  /// Work to do.
  ///
  /// - Parameter tensorBoard: Where event files are written, a folder for each run; the laboratory tells
  ///   models then.
  init(
    _ experiments: [Experiment], in laboratory: Laboratory, tensorBoard: OutputFolder? = nil
  ) throws {
    self.experiments = experiments
    self.laboratory = laboratory
    self.tensorBoard = tensorBoard
    trainings = try ProgressDisplay.Training.all(
      of: experiments, in: nil, cells: laboratory.cells)
  }

  /// Runs the experiments.
  ///
  /// - Parameters:
  ///   - flag: Ends the work where it is set, as Ctrl-C does.
  ///   - progress: Hears how far all of it is, whenever something happens.
  ///   - each: Hears of every run as it ends.
  func run(
    until flag: StopFlag = StopFlag(), progress: (ProgressDisplay) -> Void = { _ in },
    each: (Int, Run) throws -> Void = { _, _ in }
  ) async rethrows -> Outcome {
    var outcome = Outcome()
    if experiments.isEmpty { return outcome }
    let interruption = Interruption { _ in flag.stop() }
    var painter = ProgressPainter(trainings)
    defer { painter.finish() }
    var logs = TensorBoardLogs(in: tensorBoard, of: experiments) { try $0.uniqueFileName() }
    for await event in laboratory.events(running: experiments, isCancelled: { flag.isSet }) {
      painter.show(event)
      logs.note(event)
      progress(painter.display)
      switch event {
      case .ended(let index, let run):
        outcome.ended += 1
        try each(index, run)
      case .failed(_, let error): outcome.failures.append(error)
      case .began, .training: break
      }
    }
    outcome.interruption = interruption.status
    outcome.logFailure = logs.failure
    return outcome
  }
}

extension StoredWork.Outcome {
  /// Ends the command with the status of what went wrong, if anything did.
  ///
  /// - Parameter left: Runs that are still to be done.
  func end(left: Int, store: String) throws {
    let kept = "what is done is kept in '\(store)', and 'longlag resume' goes on"
    if let interruption {
      try? Terminal.error.write(
        "longlag: interrupted, \(Numeral.counted(left, "run")) left; \(kept)\n")
      throw ExitCode(interruption.rawValue)
    }
    guard let first = failures.first else {
      if let logFailure { throw Failure(incompleteLog: logFailure) }
      return
    }
    let failure = Failure(first)
    let others = failures.count - 1
    try? Terminal.error.write(
      "longlag: \(failure)" + (others > 0 ? " (and \(others) more failed)" : "") + "; "
        + (first.reason is StoreError
          ? "nothing more was run" : "the others are kept in '\(store)'")
        + "\n")
    throw ExitCode(failure.status)
  }
}
