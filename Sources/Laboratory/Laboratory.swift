public import Cells
import Dispatch
import Models
import Probes
import Tasks
import Training

/// Runs experiments, one per thread as long as there are as many, and keeps what they leave.
///
/// ```swift
/// let laboratory = Laboratory(threads: 2)
/// let runs = try await laboratory.run(sweep) { print($0) }
/// ```
///
/// A run's numbers do not depend on how many ran beside it. Cancelling the task that waits ends the
/// trainings under way cleanly.
public struct Laboratory: Sendable {
  /// The cells that experiments can name.
  public let cells: CellCatalog
  /// Threads that it works with.
  public let threads: Int
  /// What is read off each run besides its scores.
  public let probing: Probing
  /// Whether single updates are told.
  public let tellsSteps: Bool
  /// Whether models are shown while they learn.
  public let tellsModels: Bool

  /// A laboratory.
  ///
  /// - Parameter threads: Threads that it works with, at least one: each has trainings of its own;
  ///   where there are fewer trainings than threads, several share one with large batches.
  public init(
    cells: CellCatalog = .stock, threads: Int = 1, probing: Probing = Probing(),
    tellsSteps: Bool = false, tellsModels: Bool = false
  ) {
    precondition(threads >= 1, "a laboratory works with at least one thread")
    self.cells = cells
    self.threads = threads
    self.probing = probing
    self.tellsSteps = tellsSteps
    self.tellsModels = tellsModels
  }

  /// Runs experiments and returns what they left, in their order.
  ///
  /// - Throws: ``ExperimentError`` of the first that fails, or `CancellationError`; what had ended by
  ///   then was told to `observe`.
  public func run(
    _ experiments: [Experiment], observe: @Sendable (LaboratoryEvent) -> Void = { _ in }
  ) async throws -> [Run] {
    var runs = [Run?](repeating: nil, count: experiments.count)
    for await event in events(running: experiments) {
      observe(event)
      switch event {
      case .ended(let index, let run): runs[index] = run
      case .failed(_, let error): throw error
      default: break
      }
    }
    try Task.checkCancellation()
    return runs.compactMap(\.self)
  }

  /// Runs experiments and tells what happens, as it happens; ends when all have.
  ///
  /// Trainings stop when nobody listens any more.
  public func events(running experiments: [Experiment]) -> AsyncStream<LaboratoryEvent> {
    AsyncStream { continuation in
      let workers = max(1, min(threads, experiments.count))
      let queue = WorkQueue(count: experiments.count, workers: workers)
      continuation.onTermination = { _ in queue.cancel() }
      for _ in 0..<workers {
        // Training never waits, so it must not hold the threads that Swift's tasks share. A queue of
        // its own has a thread of its own; those of a global queue are as few as the processors.
        DispatchQueue(label: "longlag.training").async {
          while let index = queue.next() {
            continuation.yield(.began(index: index))
            let end = execute(
              experiments[index], index: index, threads: threads / workers, queue: queue
            ) {
              continuation.yield(.training(index: index, $0))
            }
            if let end { continuation.yield(end) }
          }
          if queue.isLastWorkerDone() { continuation.finish() }
        }
      }
    }
  }

  /// Runs one experiment in this thread; `nil` when it was cancelled on the way.
  private func execute(
    _ experiment: Experiment, index: Int, threads: Int, queue: WorkQueue,
    tell: (TrainingEvent) -> Void
  ) -> LaboratoryEvent? {
    do {
      let clock = ContinuousClock()
      let began = clock.now
      let (task, seed) = (experiment.task, experiment.seed)
      let train = try task.dataset(.train, seed: seed)
      let dev = try task.dataset(.dev, seed: seed)
      let test = try task.dataset(.test, seed: seed)
      var model = try Model(
        experiment.model, input: task.input, answer: task.answer, cells: cells, seed: seed)
      var readings = probing.readingsAtStart(of: model, on: test)
      let trainer = try Trainer(experiment.plan, seed: seed, threads: threads)
      let history = try trainer.train(
        &model, on: train, dev: dev, isCancelled: { queue.isCancelled },
        observe: { event in
          switch event {
          case .stepped where !tellsSteps: break
          case .shown where !tellsModels: break
          default: tell(event)
          }
        })
      if history.reason == .cancelled { return nil }
      let loss = trainer.loss(for: task.answer)
      let scores = [train, dev, test].map {
        Evaluator(model, on: $0, loss: loss, seed: seed).score(model)
      }
      try probing.read(&readings, of: model, on: test, task: task, seed: seed)
      let run = Run(
        experiment: experiment, model: model, history: history, train: scores[0], dev: scores[1],
        test: scores[2], readings: readings, seconds: (clock.now - began) / .seconds(1))
      return .ended(index: index, run)
    } catch {
      return .failed(index: index, ExperimentError(experiment: experiment, reason: error))
    }
  }
}
