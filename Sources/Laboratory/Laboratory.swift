public import Cells
import Dispatch
public import Tasks
import Training

/// Runs experiments, one per thread as long as there are as many, and keeps what they leave.
///
/// ```swift
/// let laboratory = Laboratory(threads: 2, store: try RunStore("longlag.sqlite"))
/// let runs = try await laboratory.run(sweep) { print($0) }
/// ```
///
/// A run's numbers do not depend on how many ran beside it, nor on whether it was interrupted. What is
/// in the store already is answered from there. Cancelling the task that waits ends the trainings under
/// way cleanly: the store can resume them.
public struct Laboratory: Sendable {
  /// The cells that experiments can name.
  public let cells: CellCatalog
  /// The tasks that stored experiments can name.
  public let tasks: TaskCatalog
  /// Threads that it works with.
  public let threads: Int
  /// What is read off each run besides its scores.
  public let probing: Probing
  /// Whether single updates are told.
  public let tellsSteps: Bool
  /// Whether models are shown while they learn.
  public let tellsModels: Bool
  /// Where everything is kept; `nil` keeps nothing.
  public let store: RunStore?
  /// Whether experiments are run though they are in the store.
  public let again: Bool
  /// Work between two checkpoints of a run.
  public let checkpointEvery: Duration

  /// A laboratory.
  ///
  /// - Parameter threads: Threads that it works with, at least one: each has trainings of its own;
  ///   where there are fewer trainings than threads, several share one with large batches.
  public init(
    cells: CellCatalog = .stock, tasks: TaskCatalog = .stock, threads: Int = 1,
    probing: Probing = Probing(), tellsSteps: Bool = false, tellsModels: Bool = false,
    store: RunStore? = nil, again: Bool = false, checkpointEvery: Duration = .seconds(2)
  ) {
    precondition(threads >= 1, "a laboratory works with at least one thread")
    self.cells = cells
    self.tasks = tasks
    self.threads = threads
    self.probing = probing
    self.tellsSteps = tellsSteps
    self.tellsModels = tellsModels
    self.store = store
    self.again = again
    self.checkpointEvery = checkpointEvery
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
  /// Trainings stop when nobody listens any more, and when the store cannot be used.
  ///
  /// - Parameter isCancelled: Asked between updates; once it says yes, what is under way is kept where
  ///   it stands, and then the events end.
  public func events(
    running experiments: [Experiment], isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> AsyncStream<LaboratoryEvent> {
    AsyncStream { continuation in
      let workers = max(1, min(threads, experiments.count))
      let queue = WorkQueue(count: experiments.count, workers: workers)
      continuation.onTermination = { _ in queue.cancel() }
      for _ in 0..<workers {
        // Training never waits, so it must not hold the threads that Swift's tasks share. A queue of
        // its own has a thread of its own; those of a global queue are as few as the processors.
        DispatchQueue(label: "longlag.training").async {
          while !isCancelled(), let index = queue.next() {
            var work = Work(
              experiments[index], in: self, threads: threads / workers,
              isCancelled: { queue.isCancelled || isCancelled() })
            let outcome = work.run {
              continuation.yield(.training(index: index, $0))
            } began: {
              continuation.yield(.began(index: index))
            }
            switch outcome {
            case .ended(let run): continuation.yield(.ended(index: index, run))
            case .failed(let error):
              continuation.yield(.failed(index: index, error))
              if error.reason is StoreError { queue.cancel() }
            case .cancelled: break
            case .elsewhere: queue.postpone(index)
            }
          }
          if queue.isLastWorkerDone() { continuation.finish() }
        }
      }
    }
  }
}
