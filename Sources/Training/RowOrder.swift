import Engine

/// The order in which the rows of an epoch are read.
struct RowOrder {
  private var rows: [Int]
  private let shuffles: Bool
  private var random: RandomStream

  init(count: Int, shuffles: Bool, seed: UInt64) {
    rows = Array(0..<count)
    self.shuffles = shuffles
    random = RandomStream(seed: seed, name: "order")
  }

  /// Begins an epoch.
  mutating func next() {
    if shuffles { random.shuffle(&rows) }
  }

  /// The rows of a batch of this epoch.
  func rows(at place: Int, batch: Int) -> ArraySlice<Int> {
    rows[place * batch..<min((place + 1) * batch, rows.count)]
  }
}
