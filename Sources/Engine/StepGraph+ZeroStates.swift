extension StepGraph {
  /// The same step where every state is known to be zero, as it is before the first: products of
  /// states and what they are multiplied with fall away.
  ///
  /// - Returns: The graph that computes `results`, and where each is in it.
  func fromZeroStates(
    _ results: [Value]
  ) -> (graph: StepGraph, results: [Value]) {
    var rewriting = ZeroStates(original: self)
    let values = results.map { rewriting.value(of: $0) }
    return (rewriting.graph, values)
  }

  /// Whether each value is zero when the states are.
  fileprivate var zeros: [Bool] {
    var zero: [Bool] = []
    for operation in operations {
      switch operation {
      case .source(.state): zero.append(true)
      case .source, .vector: zero.append(false)
      case .product(_, let a), .transposedProduct(_, let a), .rowSum(let a), .spread(let a),
        .take(let a, _), .put(let a, _), .unary(.copy, let a), .unary(.tanh, let a),
        .unary(.multiplyConstant, let a):
        zero.append(zero[a])
      case .binary(.multiply, let a, let b): zero.append(zero[a] || zero[b])
      case .binary(.add, let a, let b), .binary(.subtract, let a, let b):
        zero.append(zero[a] && zero[b])
      case .unary, .binary: zero.append(false)
      }
    }
    return zero
  }
}

/// Rewrites a graph from its results down.
private struct ZeroStates {
  let original: StepGraph
  private(set) var graph = StepGraph()
  private let zeros: [Bool]
  private var made: [StepGraph.Value: StepGraph.Value] = [:]

  init(original: StepGraph) {
    self.original = original
    zeros = original.zeros
  }

  mutating func value(of value: StepGraph.Value) -> StepGraph.Value {
    if let known = made[value] { return known }
    let new: StepGraph.Value
    switch original.operations[value] {
    case .binary(.add, let a, let b) where zeros[a]: new = self.value(of: b)
    case .binary(.add, let a, let b) where zeros[b],
      .binary(.subtract, let a, let b) where zeros[b]:
      new = self.value(of: a)
    case let operation:
      var operands: [StepGraph.Value: StepGraph.Value] = [:]
      for operand in operation.operands { operands[operand] = self.value(of: operand) }
      new = graph.append(
        operation.mapOperands { operands[$0] ?? $0 }, width: original.widths[value])
    }
    made[value] = new
    return new
  }
}
