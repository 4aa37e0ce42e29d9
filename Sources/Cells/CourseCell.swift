public import Engine

/// The "LSTM" of the course experiment, with its two faults: what it is teaches more than what it
/// scores. Do not use it for anything else.
///
/// The four parts share one pre-activation, so that input, forget and output gate are one and the
/// same; and the recurrence reads the cell state, so that the hidden state is never fed back.
///
/// ```
/// a = Wx + Uc + b
/// i = f = o = σ(a)      g = tanh(a)
/// c' = f ⊙ c + i ⊙ g
/// h' = o ⊙ tanh(c')
/// ```
public struct CourseCell: RecurrentCell {
  /// The faults, each a switch.
  public struct Faults: OptionSet, Sendable, Hashable, Codable {
    /// The bits.
    public let rawValue: Int
    /// A set from its bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// One pre-activation of `hidden` values instead of four.
    public static let sharedPreactivation = Faults(rawValue: 1)
    /// The recurrence reads the cell instead of the hidden state.
    public static let cellFedBack = Faults(rawValue: 2)
    /// As written.
    public static let all: Faults = [.sharedPreactivation, .cellFedBack]
  }

  /// The width of both states.
  public let hidden: Int
  /// Which of the faults it has.
  public let faults: Faults

  /// The course's cell.
  public init(hidden: Int, faults: Faults = .all) {
    self.hidden = hidden
    self.faults = faults
  }

  /// One time step.
  public func step(_ x: Signal, from past: LSTM.State) -> Step<LSTM.State> {
    let fedBack = faults.contains(.cellFedBack) ? past.cell : past.hidden
    let shared =
      faults.contains(.sharedPreactivation)
      ? affine("shared", x, fedBack, width: hidden) : nil
    func preactivation(_ name: String) -> Signal {
      shared ?? affine(name, x, fedBack, width: hidden)
    }
    let i = sigmoid(preactivation("input"))
    let f = sigmoid(preactivation("forget"))
    let g = tanh(preactivation("candidate"))
    let o = sigmoid(preactivation("output"))
    let c = f * past.cell + i * g
    return Step(
      LSTM.State(hidden: o * tanh(c), cell: c), gates: [.input: i, .forget: f, .output: o],
      candidate: g)
  }
}
