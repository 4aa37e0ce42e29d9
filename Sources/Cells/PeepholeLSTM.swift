public import Engine

/// The LSTM with peepholes: its gates see the cell (Gers, Schraudolph & Schmidhuber, "Learning precise
/// timing with LSTM recurrent networks", JMLR 3, 2002). The output gate sees the new cell.
///
/// ```
/// i = σ(Wᵢx + Uᵢh + bᵢ + pᵢ ⊙ c)      f = σ(W_f x + U_f h + b_f + p_f ⊙ c)
/// g = tanh(W_g x + U_g h + b_g)
/// c' = f ⊙ c + i ⊙ g
/// o = σ(Wₒx + Uₒh + bₒ + pₒ ⊙ c')
/// h' = o ⊙ tanh(c')
/// ```
public struct PeepholeLSTM: RecurrentCell {
  /// The width of both states.
  public let hidden: Int

  /// An LSTM with peepholes.
  public init(hidden: Int) {
    self.hidden = hidden
  }

  /// One time step.
  public func step(_ x: Signal, from past: LSTM.State) -> Step<LSTM.State> {
    let (h, c) = (past.hidden, past.cell)
    let i = sigmoid(affine("input", x, h, width: hidden) + scaled("input.peephole", c))
    let f = sigmoid(affine("forget", x, h, width: hidden) + scaled("forget.peephole", c))
    let g = tanh(affine("candidate", x, h, width: hidden))
    let next = f * c + i * g
    let o = sigmoid(affine("output", x, h, width: hidden) + scaled("output.peephole", next))
    return Step(
      LSTM.State(hidden: o * tanh(next), cell: next),
      gates: [.input: i, .forget: f, .output: o], candidate: g)
  }
}
