/// What a recurrence did over a batch of sequences: every gate, candidate and state at every step,
/// and the gradient of the loss that reached each state.
public struct Recording: Sendable, Equatable {
  /// Steps of the longest sequence.
  public let time: Int
  /// Number of sequences.
  public let count: Int
  /// What was recorded, in the order in which the cell names it; the states come last.
  public internal(set) var quantities: [Quantity] = []
  private var values: [Quantity: Series] = [:]
  private var gradients: [Quantity: Series] = [:]

  /// Numbers `[time × batch × width]`.
  public struct Series: Sendable, Equatable {
    /// Features of one step of one sequence.
    public let width: Int
    /// The numbers, time first.
    public let scalars: [Float]

    /// Numbers `[time × batch × width]`.
    public init(width: Int, scalars: [Float]) {
      self.width = width
      self.scalars = scalars
    }
  }

  init(time: Int, count: Int) {
    self.time = time
    self.count = count
  }

  /// A quantity at every step, `[time × batch × width]`; `nil` where the cell has none of this name.
  public subscript(quantity: Quantity) -> Series? { values[quantity] }

  /// ∂loss/∂state at every step, `[time × batch × width]`, along all paths; `nil` where no gradient
  /// was asked for.
  public func gradient(of state: Quantity) -> Series? { gradients[state] }

  /// A quantity for one sequence as rows, `[time][width]`.
  public func rows(of quantity: Quantity, sequence: Int = 0) -> [[Float]]? {
    self[quantity].map { rows(of: $0, sequence: sequence) }
  }

  /// The L2 norm of ∂loss/∂state at every step of one sequence.
  public func gradientNorms(of state: Quantity, sequence: Int) -> [Double]? {
    gradient(of: state).map { series in
      rows(of: series, sequence: sequence).map { row in
        row.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      }
    }
  }

  mutating func record(_ quantity: Quantity, _ series: Series) {
    if values.updateValue(series, forKey: quantity) == nil { quantities.append(quantity) }
  }

  mutating func record(gradient series: Series, of state: Quantity) {
    gradients[state] = series
  }

  private func rows(of series: Series, sequence: Int) -> [[Float]] {
    precondition((0..<count).contains(sequence), "sequence \(sequence) of \(count)")
    return (0..<time).map { t in
      let start = (t * count + sequence) * series.width
      return Array(series.scalars[start..<start + series.width])
    }
  }
}
