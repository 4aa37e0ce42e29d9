import LongLag

/// Long short-term memory as a user types it in from the paper: what must be as fast as the
/// catalog's.
struct TypedLSTM: RecurrentCell {
  /// What is carried from step to step.
  struct State: RecurrentState {
    var hidden: Signal
    var cell: Signal

    static var quantities: [Quantity] { [.hidden, .cell] }
    init(signals: [Signal]) { (hidden, cell) = (signals[0], signals[1]) }
    var signals: [Signal] { [hidden, cell] }
  }

  let hidden: Int

  func step(_ x: Signal, from past: State) -> Step<State> {
    let write = sigmoid(affine("write", x, past.hidden, width: hidden))
    let keep = sigmoid(affine("keep", x, past.hidden, width: hidden))
    let show = sigmoid(affine("show", x, past.hidden, width: hidden))
    let content = tanh(affine("content", x, past.hidden, width: hidden))
    let cell = keep * past.cell + write * content
    return Step(State(signals: [show * tanh(cell), cell]))
  }
}
