import LongLag

/// The minimal gated unit (Zhou et al., 2016, arXiv:1603.09420): one gate both forgets and writes.
public struct MinimalGatedUnit: RecurrentCell {
  /// The width of the state.
  public let hidden: Int

  /// A minimal gated unit.
  public init(hidden: Int) { self.hidden = hidden }

  /// One time step.
  public func step(_ x: Signal, from h: Signal) -> Step<Signal> {
    let f = sigmoid(affine("forget", x, h, width: hidden))
    let n = tanh(affine("candidate", x, f * h, width: hidden))
    return Step((1 - f) * h + f * n, gates: [.forget: f], candidate: n)
  }
}
