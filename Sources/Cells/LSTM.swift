public import Engine

/// Long short-term memory (Hochreiter & Schmidhuber, Neural Computation 9, 1997,
/// doi:10.1162/neco.1997.9.8.1735) with the forget gate of Gers, Schmidhuber and Cummins (Neural
/// Computation 12, 2000, doi:10.1162/089976600300015015) and no peepholes: what the textbook and
/// every framework call LSTM.
///
/// ```
/// i = σ(Wᵢx + Uᵢh + bᵢ)      f = σ(W_f x + U_f h + b_f)      o = σ(Wₒx + Uₒh + bₒ)
/// g = tanh(W_g x + U_g h + b_g)
/// c' = f ⊙ c + i ⊙ g
/// h' = o ⊙ tanh(c')
/// ```
public struct LSTM: RecurrentCell {
  /// What an LSTM carries from step to step.
  public struct State: RecurrentState {
    /// What it shows.
    public var hidden: Signal
    /// What it remembers.
    public var cell: Signal

    /// A state from its two parts.
    public init(hidden: Signal, cell: Signal) {
      self.hidden = hidden
      self.cell = cell
    }

    /// Hidden, then cell.
    public static var quantities: [Quantity] { [.hidden, .cell] }
    /// Hidden, then cell.
    public init(signals: [Signal]) { self.init(hidden: signals[0], cell: signals[1]) }
    /// Hidden, then cell.
    public var signals: [Signal] { [hidden, cell] }
  }

  /// The width of both states.
  public let hidden: Int

  /// An LSTM.
  public init(hidden: Int) {
    self.hidden = hidden
  }

  /// One time step.
  public func step(_ x: Signal, from past: State) -> Step<State> {
    let i = sigmoid(affine("input", x, past.hidden, width: hidden))
    let f = sigmoid(affine("forget", x, past.hidden, width: hidden))
    let g = tanh(affine("candidate", x, past.hidden, width: hidden))
    let o = sigmoid(affine("output", x, past.hidden, width: hidden))
    let c = f * past.cell + i * g
    return Step(
      State(hidden: o * tanh(c), cell: c), gates: [.input: i, .forget: f, .output: o],
      candidate: g)
  }
}
