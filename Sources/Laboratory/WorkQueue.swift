import Synchronization

/// Hands out the indices of a list to workers in other threads, until it is empty or cancelled.
final class WorkQueue: Sendable {
  private struct State {
    var next = 0
    var isCancelled = false
    var workers: Int
  }

  private let count: Int
  private let state: Mutex<State>

  init(count: Int, workers: Int) {
    self.count = count
    state = Mutex(State(workers: workers))
  }

  /// The next index; `nil` when nothing is left to do.
  func next() -> Int? {
    state.withLock { state in
      guard state.next < count, !state.isCancelled else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  /// Asks the workers to stop.
  func cancel() { state.withLock { $0.isCancelled = true } }

  /// Whether they were asked to stop.
  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Signs one worker off; true for the last.
  func isLastWorkerDone() -> Bool {
    state.withLock { state in
      state.workers -= 1
      return state.workers == 0
    }
  }
}
