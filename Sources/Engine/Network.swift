/// The structure of a whole model: what it reads, its recurrent layers, how it answers.
///
/// A network holds no numbers. Both executors run the same description, which is what makes the
/// slow one an oracle for the fast one.
public struct Network: Sendable {
  /// What a network reads.
  public enum Input: Sendable, Hashable {
    /// Symbols of an alphabet, each with a learned row of `width` features.
    case embedding(symbols: Int, width: Int)
    /// Symbols of an alphabet, each as a row with a single one.
    case oneHot(symbols: Int)
    /// Real numbers.
    case values(features: Int)

    /// Features of what the first layer reads.
    public var width: Int {
      switch self {
      case .embedding(_, let width): width
      case .oneHot(let symbols): symbols
      case .values(let features): features
      }
    }
  }

  /// The order in which a recurrence reads the steps.
  public enum Direction: String, Sendable, Hashable, Codable {
    /// From the first step to the last.
    case forward
    /// From the last step to the first.
    case backward
  }

  /// What a state is before the first step, unless it is given.
  public enum InitialState: String, Sendable, Hashable, Codable, CaseIterable {
    case zero, learned
  }

  /// A cell running over the sequence in one direction.
  public struct Recurrence: Sendable {
    /// Its equation.
    public let cell: TracedCell
    /// The order in which it reads.
    public let direction: Direction
    /// The index of its first parameter among the network's.
    public let firstParameter: Int
    /// For each state, the index of the parameter that holds its start; empty for zero.
    public let initialStates: [Int]
  }

  /// One or two recurrences that read the same.
  public struct Layer: Sendable {
    /// The recurrences; what they show stands side by side.
    public let recurrences: [Recurrence]
    /// Features of what it reads.
    public let inputWidth: Int
    /// Features of what it shows.
    public var outputWidth: Int { recurrences.reduce(0) { $0 + $1.cell.states[0].width } }
  }

  /// From what the last layer remembers to the answer.
  public enum Readout: String, Sendable, Hashable, Codable, CaseIterable {
    /// An answer per sequence, from the last state.
    case last
    /// An answer per step.
    case everyStep
    /// An answer per sequence, from the mean over its steps.
    case mean
  }

  /// What it reads.
  public let input: Input
  /// Its layers, from the input up.
  public let layers: [Layer]
  /// The share of features dropped between layers while training.
  public let dropout: Double
  /// How it answers.
  public let readout: Readout
  /// Numbers in one answer.
  public let outputs: Int
  /// All learned tensors, in the order of the flat buffer.
  public let parameters: [Parameter]
  /// The index of the embedding among the parameters.
  public let embedding: Int?
  /// The index of the read-out's weights; its bias follows.
  public let readoutWeights: Int

  /// Scalars in all parameters together.
  public let parameterCount: Int

  /// Stacks recurrent layers between an input and a read-out.
  ///
  /// - Parameters:
  ///   - input: What the network reads.
  ///   - layers: For each layer its cells with the directions in which they read, most often one.
  ///   - initialState: What every state is before the first step.
  ///   - dropout: The share of features dropped between layers, in `0..<1`.
  ///   - readout: How it answers.
  ///   - outputs: Numbers in one answer.
  public init(
    input: Input, layers: [[(cell: any RecurrentCell, direction: Direction)]],
    initialState: InitialState = .zero, dropout: Double = 0, readout: Readout, outputs: Int
  ) {
    precondition(!layers.isEmpty, "a network has at least one recurrent layer")
    precondition((0..<1).contains(dropout), "dropout is a share in 0..<1, not \(dropout)")
    var builder = ParameterBuilder()
    self.input = input
    self.dropout = dropout
    self.readout = readout
    self.outputs = outputs
    if case .embedding(let symbols, let width) = input {
      embedding = builder.add(
        Parameter(name: "embedding", shape: [symbols, width], role: .embedding))
    } else {
      embedding = nil
    }
    var width = input.width
    var made: [Layer] = []
    for (index, cells) in layers.enumerated() {
      precondition((1...2).contains(cells.count), "a layer has one or two recurrences")
      let layer = Layer(
        recurrences: cells.map { cell, direction in
          builder.add(
            TracedCell(cell, inputWidth: width), direction: direction,
            initialState: initialState,
            prefix: direction == .forward ? "layers.\(index)" : "layers.\(index).backward")
        }, inputWidth: width)
      made.append(layer)
      width = layer.outputWidth
    }
    self.layers = made
    readoutWeights = builder.add(
      Parameter(name: "readout.weights", shape: [outputs, width], role: .readoutWeights))
    _ = builder.add(Parameter(name: "readout.bias", shape: [outputs], role: .readoutBias))
    parameters = builder.parameters
    parameterCount = builder.count
  }

  /// Places parameters one behind the other in the flat buffer.
  private struct ParameterBuilder {
    var parameters: [Parameter] = []
    var count = 0

    mutating func add(_ parameter: Parameter) -> Int {
      var parameter = parameter
      parameter.offset = count
      count += parameter.count
      parameters.append(parameter)
      return parameters.count - 1
    }

    mutating func add(
      _ cell: TracedCell, direction: Direction, initialState: InitialState, prefix: String
    ) -> Recurrence {
      let first = parameters.count
      for var parameter in cell.parameters {
        parameter.name = "\(prefix).\(parameter.name)"
        _ = add(parameter)
      }
      var initialStates: [Int] = []
      if initialState == .learned {
        initialStates = cell.states.map { state in
          add(
            Parameter(
              name: "\(prefix).initial.\(state.quantity)", shape: [state.width],
              role: .initialState))
        }
      }
      return Recurrence(
        cell: cell, direction: direction, firstParameter: first, initialStates: initialStates)
    }
  }
}
