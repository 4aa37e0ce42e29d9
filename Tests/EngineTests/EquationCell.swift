@testable import Engine

/// A cell whose equation stands in a table of a test.
struct EquationCell<State: RecurrentState>: RecurrentCell {
  let hidden: Int
  var widths: [Quantity: Int] = [:]
  let equation: @Sendable (_ x: Signal, _ past: State) -> Step<State>

  func width(of state: Quantity) -> Int { widths[state] ?? hidden }

  func step(_ x: Signal, from state: State) -> Step<State> { equation(x, state) }
}

/// Two states, as an LSTM has them.
struct PairState: RecurrentState {
  var hidden: Signal
  var cell: Signal

  static var quantities: [Quantity] { [.hidden, .cell] }
  var signals: [Signal] { [hidden, cell] }

  init(hidden: Signal, cell: Signal) {
    self.hidden = hidden
    self.cell = cell
  }

  init(signals: [Signal]) { self.init(hidden: signals[0], cell: signals[1]) }
}

/// A named equation, as an argument of a test.
struct Equation: Sendable, CustomStringConvertible {
  let description: String
  let cell: any RecurrentCell
  /// The number of parameters it ought to have for inputs 3 wide.
  let parameterCount: Int

  init(
    _ description: String, parameters: Int, hidden: Int = 4,
    _ equation: @escaping @Sendable (_ x: Signal, _ h: Signal) -> Step<Signal>
  ) {
    self.description = description
    cell = EquationCell(hidden: hidden, equation: equation)
    parameterCount = parameters
  }

  init(
    pair description: String, parameters: Int, hidden: Int = 4, cell width: Int = 4,
    _ equation: @escaping @Sendable (_ x: Signal, _ past: PairState) -> Step<PairState>
  ) {
    self.description = description
    cell = EquationCell(hidden: hidden, widths: [.cell: width], equation: equation)
    parameterCount = parameters
  }
}
