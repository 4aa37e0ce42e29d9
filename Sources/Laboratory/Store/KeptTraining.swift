package import Cells
package import Models
package import Tasks
package import Training

/// A single training that a store keeps, for whoever trains without a laboratory.
package struct KeptTraining: Sendable {
  /// What the store says when an experiment is asked for.
  package enum Claim {
    /// It was run before.
    case ended(Run)
    /// It is to be run, from a checkpoint on where there is one.
    case mine(KeptTraining, from: Checkpoint?)
  }

  private let store: RunStore
  private let execution: RunStore.Execution

  /// Asks for an experiment, and for what is to be read off it.
  ///
  /// - Parameter start: The model that it begins with, which is kept if nobody else can make it.
  /// - Throws: ``StoreError``; an error in the words of an earlier failure; ``CheckpointError``.
  package static func claim(
    _ experiment: Experiment, from start: Model, with probing: Probing, in store: RunStore,
    rows: Int, again: Bool, cells: CellCatalog, tasks: TaskCatalog
  ) throws -> Claim {
    if experiment.startsFrom != nil { try store.keepStart(of: start) }
    let claim = try store.claim(
      try StoredExperiment(experiment), planned: experiment.plan.steps(rows: rows),
      parameters: start.parameters.count, again: again, recording: probing.recordings)
    switch claim {
    case .ended(let run):
      return .ended(try store.run(run, with: probing, cells: cells, tasks: tasks))
    case .failed(let reason): throw EarlierFailure(description: reason)
    case .elsewhere:
      throw EarlierFailure(description: "another process is training this already")
    case .mine(let execution):
      let checkpoint = try execution.checkpoint.map {
        try Checkpoint(bytes: $0, source: "a checkpoint in '\(store.path)'")
      }
      return .mine(KeptTraining(store: store, execution: execution), from: checkpoint)
    }
  }

  /// Seconds of work before this process took the training up.
  package var secondsBefore: Double { execution.seconds }

  /// Keeps where the training stands.
  ///
  /// - Parameters:
  ///   - seconds: Of work in this process.
  ///   - isLast: Whether it is interrupted here.
  package func keep(
    _ checkpoint: Checkpoint, seconds: Double, isLast: Bool
  ) throws(StoreError) {
    _ = try store.save(
      checkpoint, of: execution, seconds: execution.seconds + seconds, isLast: isLast)
  }

  /// Keeps what came of it.
  package func end(
    _ experiment: Experiment, _ model: Model, _ history: TrainingHistory,
    train: Score, dev: Score, test: Score, seconds: Double
  ) throws {
    _ = try store.end(
      execution,
      with: Run(
        experiment: experiment, model: model, history: history, train: train, dev: dev, test: test,
        probing: Probing(), readings: Readings(), seconds: execution.seconds + seconds))
  }

  /// Keeps why it failed.
  package func fail(_ error: TrainingError) throws(StoreError) {
    try store.fail(execution, because: error)
  }
}
