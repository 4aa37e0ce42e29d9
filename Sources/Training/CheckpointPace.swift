/// Decides when a checkpoint is due: at a steady pace, but never for more than 1 % of the time.
struct CheckpointPace {
  private let every: Duration?
  private let clock = ContinuousClock()
  private var next: ContinuousClock.Instant

  init(every: Duration?) {
    self.every = every
    next = clock.now + (every ?? .zero)
  }

  /// Whether it is time for one.
  var isDue: Bool {
    every != nil && clock.now >= next
  }

  /// Makes one, and sees how long that takes.
  mutating func spend(_ make: () -> Void) {
    let began = clock.now
    make()
    let ended = clock.now
    next = ended + max(every ?? .zero, (ended - began) * 100)
  }
}
