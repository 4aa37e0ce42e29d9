public import Engine

/// A simple recurrent network with a residual connection between its hidden states: an exercise of
/// the textbook's chapter 6.
///
/// ```
/// h' = h + tanh(Wx + Uh + b)
/// ```
public struct ResidualSRN: RecurrentCell {
  /// The width of the state.
  public let hidden: Int

  /// A residual simple recurrent network.
  public init(hidden: Int) {
    self.hidden = hidden
  }

  /// One time step.
  public func step(_ x: Signal, from h: Signal) -> Step<Signal> {
    let candidate = tanh(affine("hidden", x, h, width: hidden))
    return Step(h + candidate, candidate: candidate)
  }
}
