import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Hands out the indices of a list to workers in other threads, until it is empty or cancelled.
final class WorkQueue: Sendable {
  private struct State {
    var next = 0
    /// What another process was at, to be asked for again.
    var postponed: [Int] = []
    var isCancelled = false
    var workers: Int
  }

  private let count: Int
  private let state: Mutex<State>

  init(count: Int, workers: Int) {
    self.count = count
    state = Mutex(State(workers: workers))
  }

  /// The next index; `nil` when nothing is left to do. Comes to what was postponed after all others,
  /// and waits a moment before.
  func next() -> Int? {
    let (index, wasPostponed) = state.withLock { state -> (Int?, Bool) in
      guard !state.isCancelled else { return (nil, false) }
      if state.next < count {
        state.next += 1
        return (state.next - 1, false)
      }
      return state.postponed.isEmpty ? (nil, false) : (state.postponed.removeFirst(), true)
    }
    if wasPostponed { usleep(100_000) }
    return isCancelled ? nil : index
  }

  /// Puts an index back, to be handed out again when nothing else is left.
  func postpone(_ index: Int) { state.withLock { $0.postponed.append(index) } }

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
