/// The derivative of a ``StepGraph``: a graph of its own, and what it yields.
public struct Differential: Sendable {
  /// A term of a parameter's gradient, to be summed over all steps and rows.
  public enum Contribution: Sendable, Hashable {
    /// `δᵀ · operand`: `delta` is a value of the derivative, `operand` one of the original graph.
    case matrix(parameter: Int, delta: StepGraph.Value, operand: StepGraph.Value)
    /// `δ` summed over the rows.
    case vector(parameter: Int, delta: StepGraph.Value)
  }

  /// The backward operations. Its sources are `.value` (of the original graph) and `.gradient`.
  public internal(set) var graph = StepGraph()
  /// The gradient at each source of the original graph that receives any.
  public internal(set) var gradients: [StepGraph.Source: StepGraph.Value] = [:]
  /// The whole gradient at each result, where several paths meet in it.
  public internal(set) var totals: [StepGraph.Value: StepGraph.Value] = [:]
  /// The terms of the parameters' gradients.
  public internal(set) var contributions: [Contribution] = []
}

extension StepGraph {
  /// Differentiates the graph in reverse mode.
  ///
  /// - Parameter results: The values at which gradients arrive, as `.gradient(index)`. A value may
  ///   stand here twice; what arrives is added.
  /// - Complexity: O(operations).
  public func differentiated(at results: [Value]) -> Differential {
    var differentiation = Differentiation(original: self)
    for (index, result) in results.enumerated() {
      differentiation.seed(result, with: index)
    }
    differentiation.run(results: Set(results))
    return differentiation.differential
  }
}

/// Walks a graph backwards and writes the operations that carry its gradients.
private struct Differentiation {
  let original: StepGraph
  var differential = Differential()
  /// What has arrived at each value so far; minus signs are kept aside until the sum is made.
  private var arrived: [[(value: StepGraph.Value, negative: Bool)]]
  private var references: [StepGraph.Value: StepGraph.Value] = [:]

  init(original: StepGraph) {
    self.original = original
    arrived = Array(repeating: [], count: original.operations.count)
  }

  mutating func seed(_ result: StepGraph.Value, with index: Int) {
    let gradient = differential.graph.append(
      .source(.gradient(index)), width: original.widths[result])
    arrived[result].append((gradient, false))
  }

  mutating func run(results: Set<StepGraph.Value>) {
    for value in original.operations.indices.reversed() {
      guard let gradient = total(at: value) else { continue }
      if results.contains(value) { differential.totals[value] = gradient }
      propagate(gradient, through: value)
    }
  }

  /// The sum of all that arrived at a value; `nil` when nothing did.
  private mutating func total(at value: StepGraph.Value) -> StepGraph.Value? {
    let width = original.widths[value]
    let terms = arrived[value].filter { !$0.negative } + arrived[value].filter(\.negative)
    guard let first = terms.first else { return nil }
    var sum = first.value
    if first.negative {
      sum = differential.graph.append(.unary(.multiplyConstant(-1), sum), width: width)
    }
    for term in terms.dropFirst() {
      sum = differential.graph.append(
        .binary(term.negative ? .subtract : .add, sum, term.value), width: width)
    }
    return sum
  }

  /// A value of the original graph, as a source of the derivative. What costs no more than reading
  /// it back (an operation with a constant) is computed again instead of being kept.
  private mutating func reference(_ value: StepGraph.Value) -> StepGraph.Value {
    if let known = references[value] { return known }
    let width = original.widths[value]
    let made: StepGraph.Value
    switch original.operations[value] {
    case .unary(.copy, let a):
      made = reference(a)
    case .unary(let unary, let a) where unary.isCheap:
      made = differential.graph.append(.unary(unary, reference(a)), width: width)
    case .vector(let parameter):
      made = differential.graph.append(.vector(parameter: parameter), width: width)
    default:
      made = differential.graph.append(.source(.value(value)), width: width)
    }
    references[value] = made
    return made
  }

  private mutating func binary(
    _ operation: StepGraph.Binary, _ a: StepGraph.Value, _ b: StepGraph.Value
  ) -> StepGraph.Value {
    differential.graph.append(
      .binary(operation, a, b), width: differential.graph.widths[a])
  }

  private mutating func send(
    _ gradient: StepGraph.Value, to value: StepGraph.Value, negative: Bool = false
  ) {
    arrived[value].append((gradient, negative))
  }

  private mutating func propagate(_ g: StepGraph.Value, through value: StepGraph.Value) {
    switch original.operations[value] {
    case .source(let source):
      differential.gradients[source] = g
    case .vector(let parameter):
      differential.contributions.append(.vector(parameter: parameter, delta: g))
    case .product(let parameter, let a):
      differential.contributions.append(.matrix(parameter: parameter, delta: g, operand: a))
      let back = differential.graph.append(
        .transposedProduct(parameter: parameter, of: g), width: original.widths[a])
      send(back, to: a)
    case .transposedProduct:
      preconditionFailure("a derivative is not differentiated again")
    case .unary(let unary, let a):
      propagate(g, through: unary, of: a, value: value)
    case .binary(let operation, let a, let b):
      propagate(g, through: operation, a, b, value: value)
    case .rowSum(let a):
      send(differential.graph.append(.spread(g), width: original.widths[a]), to: a)
    case .spread(let a):
      send(differential.graph.append(.rowSum(g), width: 1), to: a)
    case .take(let a, let first):
      send(differential.graph.append(.put(g, first: first), width: original.widths[a]), to: a)
    case .put(let a, let first):
      send(differential.graph.append(.take(g, first: first), width: original.widths[a]), to: a)
    }
  }

  private mutating func propagate(
    _ g: StepGraph.Value, through unary: StepGraph.Unary, of a: StepGraph.Value,
    value: StepGraph.Value
  ) {
    switch unary {
    case .copy, .addConstant: send(g, to: a)
    case .sigmoid: send(binary(.sigmoidGradient, g, reference(value)), to: a)
    case .tanh: send(binary(.tanhGradient, g, reference(value)), to: a)
    case .relu: send(binary(.reluGradient, g, reference(value)), to: a)
    case .exp: send(binary(.multiply, g, reference(value)), to: a)
    case .log: send(binary(.divide, g, reference(a)), to: a)
    case .squareRoot:
      let half = differential.graph.append(
        .unary(.multiplyConstant(0.5), g), width: original.widths[a])
      send(binary(.divide, half, reference(value)), to: a)
    case .absolute:
      let sign = differential.graph.append(
        .unary(.sign, reference(a)), width: original.widths[a])
      send(binary(.multiply, g, sign), to: a)
    case .sign: break
    case .multiplyConstant(let k):
      send(
        differential.graph.append(.unary(.multiplyConstant(k), g), width: original.widths[a]),
        to: a)
    case .subtractFromConstant: send(g, to: a, negative: true)
    case .divideConstant:
      let scaled = binary(.multiply, g, reference(value))
      send(binary(.divide, scaled, reference(a)), to: a, negative: true)
    }
  }

  private mutating func propagate(
    _ g: StepGraph.Value, through operation: StepGraph.Binary, _ a: StepGraph.Value,
    _ b: StepGraph.Value, value: StepGraph.Value
  ) {
    switch operation {
    case .add:
      send(g, to: a)
      send(g, to: b)
    case .subtract:
      send(g, to: a)
      send(g, to: b, negative: true)
    case .multiply:
      send(binary(.multiply, g, reference(b)), to: a)
      send(binary(.multiply, g, reference(a)), to: b)
    case .divide:
      let quotient = binary(.divide, g, reference(b))
      send(quotient, to: a)
      send(binary(.multiply, quotient, reference(value)), to: b, negative: true)
    case .maximum:
      // Where both are equal the gradient goes to the second.
      let first = binary(.greater, reference(a), reference(b))
      let toFirst = binary(.multiply, g, first)
      send(toFirst, to: a)
      send(binary(.subtract, g, toFirst), to: b)
    case .greater: break
    case .sigmoidGradient, .tanhGradient, .reluGradient:
      preconditionFailure("a derivative is not differentiated again")
    }
  }
}

extension StepGraph.Unary {
  /// Costs no more than reading its result back from memory.
  fileprivate var isCheap: Bool {
    switch self {
    case .addConstant, .multiplyConstant, .subtractFromConstant: true
    default: false
    }
  }
}
