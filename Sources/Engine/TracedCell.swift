/// A cell's equation, traced: the graph of one step and the names of what is in it.
public struct TracedCell: Sendable {
  /// A state by name and width.
  public struct State: Sendable, Hashable {
    /// Its name.
    public let quantity: Quantity
    /// Its number of features.
    public let width: Int
  }

  /// The operations of one step.
  public let graph: StepGraph
  /// Features of what the cell reads.
  public let inputWidth: Int
  /// The states; the first is what the layer above reads.
  public let states: [State]
  /// The value of each state after the step.
  public let results: [StepGraph.Value]
  /// The gates and the candidate, by name, in the order the cell gave.
  public let named: [(quantity: Quantity, value: StepGraph.Value)]
  /// The learned tensors, in the order in which the equation uses them.
  public let parameters: [Parameter]

  /// Runs `step` once on symbols.
  ///
  /// - Parameters:
  ///   - cell: The equation.
  ///   - inputWidth: Features of what it will read.
  public init<Cell: RecurrentCell>(_ cell: Cell, inputWidth: Int) {
    let tracer = Tracer()
    let x = tracer.append(.source(.input), width: inputWidth)
    let states = Cell.State.quantities.map {
      State(quantity: $0, width: cell.width(of: $0))
    }
    let before = states.enumerated().map { index, state in
      tracer.append(.source(.state(index)), width: state.width)
    }
    let step = cell.step(x, from: Cell.State(signals: before))

    // Every state needs a value of its own to be written, even where the equation passes one on.
    var taken = Set<StepGraph.Value>()
    let results = zip(states, step.state.signals).map { state, signal in
      precondition(
        signal.width == state.width,
        "the state '\(state.quantity)' is \(state.width) wide but its next value is \(signal.width)"
      )
      var value = signal.value
      if case .source = tracer.graph.operations[value] { value = signal.unary(.copy).value }
      if !taken.insert(value).inserted { value = signal.unary(.copy).value }
      taken.insert(value)
      return value
    }
    for (quantity, _) in step.named {
      precondition(
        !Cell.State.quantities.contains(quantity),
        "'\(quantity)' names both a state and a gate")
    }
    graph = tracer.graph
    self.inputWidth = inputWidth
    self.states = states
    self.results = results
    named = step.named.map { ($0.0, $0.1.value) }
    parameters = tracer.parameters
  }

  /// Scalars in all parameters together.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }
}
