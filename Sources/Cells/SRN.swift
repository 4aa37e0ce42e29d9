public import Engine

/// The simple recurrent network (Elman, "Finding structure in time", Cognitive Science 14, 1990,
/// doi:10.1207/s15516709cog1402_1).
///
/// ```
/// h' = φ(Wx + Uh + b)
/// ```
public struct SRN: RecurrentCell {
  /// What the sum goes through.
  public enum Activation: String, Sendable, Hashable, Codable {
    /// Elman's, up to scale.
    case tanh
    /// As in Le, Jaitly and Hinton, "A simple way to initialize recurrent networks of rectified
    /// linear units", 2015, arXiv:1504.00941.
    case relu
  }

  /// The width of the state.
  public let hidden: Int
  /// What the sum goes through.
  public let activation: Activation

  /// A simple recurrent network.
  public init(hidden: Int, activation: Activation = .tanh) {
    self.hidden = hidden
    self.activation = activation
  }

  /// One time step.
  public func step(_ x: Signal, from h: Signal) -> Step<Signal> {
    let sum = affine("hidden", x, h, width: hidden)
    return Step(activation == .tanh ? tanh(sum) : relu(sum))
  }
}
