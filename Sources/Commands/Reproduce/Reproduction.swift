import LongLag

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The experiments of `longlag reproduce`, checked before the first of them runs.
struct Reproduction: Sendable {
  /// What is reproduced.
  let preset: Preset
  /// Every length with every cell and every seed.
  let experiments: [Experiment]
  /// What the store calls it.
  let name: String
  private let catalogs: Catalogs
  private let probing: Probing
  private let threads: Int
  private let again: Bool
  private let trainings: [ProgressDisplay.Training]

  /// What came of it.
  struct Outcome: Sendable {
    /// The runs that were finished, in the order of the experiments.
    var runs: [Run] = []
    /// Those that could not be.
    var failures: [ExperimentError] = []
    /// The status to end with, where somebody asked for an end.
    var interruption: Failure.Status?
    /// Why the event files are not complete, where they are not.
    var logFailure: FileError?
  }

  /// What a command's arguments mean.
  ///
  /// - Throws: `Failure` for unknown names and values out of range; what tasks and models refuse.
  init(_ command: Reproduce, catalogs: Catalogs) throws {
    guard let preset = Preset.named(command.preset) else {
      throw Failure.unknown("preset", command.preset, known: Preset.all.map(\.name))
    }
    self.preset = preset
    let cells = command.cells.isEmpty ? preset.cells : command.cells
    for cell in cells where catalogs.cells[cell] == nil {
      throw Failure.unknown("cell", cell, known: catalogs.cells.entries.map(\.name))
    }
    try Failure.require(1...1000, "--seeds", command.seeds)
    try Failure.require(1...10_000_000, "--epochs", command.epochs)
    try Failure.require(1...1024, "--threads", command.threads)
    let lengths = command.lengths.isEmpty ? preset.lengths : command.lengths
    for length in lengths { try Failure.require(3...100_000, "--lengths", length) }
    experiments = preset.experiments(
      lengths: lengths, cells: cells, seeds: command.seeds, epochs: command.epochs)
    trainings = try ProgressDisplay.Training
      .all(of: experiments, in: preset, cells: catalogs.cells)
    probing = Probing(
      reach: true, gates: true, transferLengths: lengths,
      recordings: try command.record.sequences(for: experiments))
    threads = command.threads ?? ProcessInfo.processInfo.activeProcessorCount
    again = command.again
    name = command.sweepName
    self.catalogs = catalogs
  }

  /// Runs the experiments, until all have ended or somebody presses Ctrl-C.
  ///
  /// - Parameters:
  ///   - store: Where they are kept, and which may have some of them.
  ///   - tensorBoard: Where event files are written as they train.
  func run(in store: RunStore, tensorBoard: OutputFolder?) async throws -> Outcome {
    try store.register(
      StoredSweep(name: name, probing: probing, source: "longlag reproduce \(name)"),
      of: experiments)
    let laboratory = Laboratory(
      cells: catalogs.cells, tasks: catalogs.tasks, threads: threads, probing: probing,
      tellsModels: tensorBoard != nil, store: store, again: again)
    let flag = StopFlag()
    let interruption = Interruption { _ in flag.stop() }
    var runs = [Run?](repeating: nil, count: experiments.count)
    var outcome = Outcome()
    var painter = ProgressPainter(trainings)
    var logs = TensorBoardLogs(in: tensorBoard, of: experiments) {
      $0.fileName(variant: preset.variant(of: $0)?.name)
    }
    for await event in laboratory.events(running: experiments, isCancelled: { flag.isSet }) {
      painter.show(event)
      logs.note(event)
      switch event {
      case .ended(let index, let run): runs[index] = run
      case .failed(_, let error): outcome.failures.append(error)
      case .began, .training: break
      }
    }
    painter.finish()
    outcome.runs = runs.compactMap(\.self)
    outcome.logFailure = logs.failure
    outcome.interruption = interruption.status
    return outcome
  }
}
