import Synchronization

/// Asks other threads to stop.
final class StopFlag: Sendable {
  private let state = Atomic(false)

  /// Whether they were asked.
  var isSet: Bool { state.load(ordering: .relaxed) }

  /// Asks.
  func stop() { state.store(true, ordering: .relaxed) }
}
