public import Engine

/// The gated recurrent unit (Cho et al., "Learning phrase representations using RNN
/// encoder–decoder", EMNLP 2014, doi:10.3115/v1/D14-1179), with the reset applied after the recurrent
/// product, as PyTorch and cuDNN have it. The paper's own form applies it before.
///
/// ```
/// r = σ(W_r x + U_r h + b_r)      z = σ(W_z x + U_z h + b_z)
/// n = tanh(W_n x + b_n + r ⊙ (U_n h + d_n))
/// h' = (1 − z) ⊙ n + z ⊙ h
/// ```
public struct GRU: RecurrentCell {
  /// The width of the state.
  public let hidden: Int

  /// A gated recurrent unit.
  public init(hidden: Int) {
    self.hidden = hidden
  }

  /// One time step.
  public func step(_ x: Signal, from h: Signal) -> Step<Signal> {
    let r = sigmoid(affine("reset", x, h, width: hidden))
    let z = sigmoid(affine("update", x, h, width: hidden))
    let n = tanh(
      affine("candidate", x, width: hidden) + r * affine("candidate", h, width: hidden))
    return Step((1 - z) * n + z * h, gates: [.reset: r, .update: z], candidate: n)
  }
}
