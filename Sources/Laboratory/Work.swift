import Models
import Tasks
import Training

/// One experiment in the hands of one thread.
struct Work {
  /// What became of it.
  enum Outcome {
    case ended(Run)
    case failed(ExperimentError)
    /// Somebody asked for an end.
    case cancelled
    /// Another process is at it.
    case elsewhere
  }

  private let experiment: Experiment
  private let laboratory: Laboratory
  private let threads: Int
  private let isCancelled: () -> Bool
  private let clock = ContinuousClock()
  /// The run in the store that this is.
  private var execution: RunStore.Execution?
  /// Why the store can no longer be written.
  private var storeError: StoreError?
  /// Whether another process has taken the run over.
  private var isLost = false

  init(
    _ experiment: Experiment, in laboratory: Laboratory, threads: Int,
    isCancelled: @escaping () -> Bool
  ) {
    self.experiment = experiment
    self.laboratory = laboratory
    self.threads = threads
    self.isCancelled = isCancelled
  }

  /// Executes the experiment, from where it was interrupted, or takes its run from the store.
  mutating func run(_ tell: (TrainingEvent) -> Void, began: () -> Void) -> Outcome {
    do {
      if let stored = try storedRun() { return .ended(stored) }
      return try execute(tell, began: began)
    } catch {
      if let execution, let error = error as? TrainingError {
        do {
          try laboratory.store?.fail(execution, because: error)
        } catch {
          return .failed(ExperimentError(experiment: experiment, reason: error))
        }
      }
      return .failed(ExperimentError(experiment: experiment, reason: error))
    }
  }

  private func storedRun() throws -> Run? {
    guard let store = laboratory.store, !laboratory.again,
      let id = try store.lastRuns(of: [experiment])[0]
    else { return nil }
    return try storedRun(id, in: store)
  }

  /// A run that has ended, with everything that this laboratory reads off its runs.
  private func storedRun(_ id: Int64, in store: RunStore) throws -> Run {
    try store.run(
      id, with: laboratory.probing, cells: laboratory.cells, tasks: laboratory.tasks)
  }

  private mutating func execute(
    _ tell: (TrainingEvent) -> Void, began: () -> Void
  ) throws -> Outcome {
    let start = clock.now
    let (task, seed) = (experiment.task, experiment.seed)
    var probing = laboratory.probing
    for sequence in probing.recordings {
      try sequence.check(input: task.input, answer: task.answer)
    }
    let train = try task.dataset(.train, seed: seed)
    let dev = try task.dataset(.dev, seed: seed)
    let test = try task.dataset(.test, seed: seed)
    var model = try experiment.start(cells: laboratory.cells, store: laboratory.store)
    let trainer = try Trainer(experiment.plan, seed: seed, threads: threads)
    if let store = laboratory.store {
      let claim = try store.claim(
        try StoredExperiment(experiment), planned: experiment.plan.steps(rows: train.count),
        parameters: model.parameters.count, again: laboratory.again,
        recording: probing.recordings)
      switch claim {
      case .ended(let id): return .ended(try storedRun(id, in: store))
      case .failed(let reason): throw EarlierFailure(description: reason)
      case .elsewhere: return .elsewhere
      case .mine(let execution):
        self.execution = execution
        // Whoever began the run may have asked for others.
        probing.recordings = execution.recordings
      }
    }
    began()
    let checkpoint = try execution?.checkpoint.map {
      try Checkpoint(bytes: $0, source: "a checkpoint in '\(laboratory.store?.path ?? "")'")
    }
    var readings = probing.readingsAtStart(of: model, on: test)
    var (storeError, isLost): (StoreError?, Bool) = (nil, false)
    let history = try trainer.train(
      &model, on: train, dev: dev, from: checkpoint,
      checkpointEvery: execution == nil ? nil : laboratory.checkpointEvery,
      isCancelled: { isCancelled() || storeError != nil || isLost },
      observe: { event in
        switch event {
        case .reached(let checkpoint):
          do throws(StoreError) {
            isLost = try !keep(checkpoint, since: start)
          } catch {
            storeError = error
          }
        case .stepped where !laboratory.tellsSteps: break
        case .shown where !laboratory.tellsModels: break
        default: tell(event)
        }
      })
    if let storeError { throw storeError }
    if isLost { return .elsewhere }
    if history.reason == .cancelled { return .cancelled }
    let loss = trainer.loss(for: task.answer)
    let scores = [train, dev, test].map {
      Evaluator(model, on: $0, loss: loss, seed: seed).score(model)
    }
    try probing.read(&readings, of: model, on: test, task: task, seed: seed)
    let run = Run(
      experiment: experiment, model: model, history: history, train: scores[0], dev: scores[1],
      test: scores[2], probing: probing, readings: readings, seconds: seconds(since: start))
    if let execution, let store = laboratory.store, try !store.end(execution, with: run) {
      return .elsewhere
    }
    return .ended(run)
  }

  private func keep(
    _ checkpoint: Checkpoint, since start: ContinuousClock.Instant
  ) throws(StoreError) -> Bool {
    guard let execution, let store = laboratory.store else { return true }
    return try store.save(
      checkpoint, of: execution, seconds: seconds(since: start), isLast: isCancelled())
  }

  private func seconds(since start: ContinuousClock.Instant) -> Double {
    (execution?.seconds ?? 0) + (clock.now - start) / .seconds(1)
  }
}

/// An experiment that the store knows to fail.
struct EarlierFailure: Error, CustomStringConvertible {
  let description: String
}
