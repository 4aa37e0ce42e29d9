public import Engine

/// Draws the states of a model whose states start at random, afresh for every pass.
public struct RandomStates {
  private let widths: [[Int]]
  /// What they are drawn from.
  public var random: RandomStream

  /// `nil` for a model whose states start at zero or are learned.
  public init?(_ model: Model, seed: UInt64, name: String) {
    guard model.architecture.initialState == .random else { return nil }
    widths = model.network.layers.flatMap(\.recurrences).map { $0.cell.states.map(\.width) }
    random = RandomStream(seed: seed, name: name)
  }

  /// Per recurrence and state, `[batch × width]` from N(0, 1).
  public mutating func draw(count: Int) -> [[[Float]]] {
    widths.map { states in
      states.map { width in (0..<count * width).map { _ in Float(random.normal()) } }
    }
  }
}
