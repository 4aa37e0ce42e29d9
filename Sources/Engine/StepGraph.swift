/// One time step as a graph: operations in single-assignment order on values `[batch × width]`.
///
/// Tracing a cell's equation makes one; differentiating it makes another. Operation `i` computes
/// value `i` and refers only to values before it.
public struct StepGraph: Sendable, Hashable {
  /// The index of a value, and of the operation that computes it.
  public typealias Value = Int

  /// Where a value that the graph does not compute comes from.
  public enum Source: Sendable, Hashable {
    /// What the cell reads at this step.
    case input
    /// A state, by its index, as the step before left it.
    case state(Int)
    /// A value of the graph that this one was derived from.
    case value(Value)
    /// The gradient of the loss that arrives at a result, by the result's index.
    case gradient(Int)
  }

  /// An element-wise operation on one value.
  public enum Unary: Sendable, Hashable {
    case copy, sigmoid, tanh, relu, exp, log, squareRoot, absolute, sign
    /// `a + k`
    case addConstant(Double)
    /// `k · a`
    case multiplyConstant(Double)
    /// `k − a`
    case subtractFromConstant(Double)
    /// `k / a`
    case divideConstant(Double)
  }

  /// An element-wise operation on two values of one width.
  public enum Binary: Sendable, Hashable {
    case add, subtract, multiply, divide, maximum
    /// 1 where `a > b`, else 0.
    case greater
    /// The derivatives of the activations, given the arriving gradient `a` and the activation's own
    /// value `b`: fused, because they are most of a backward pass.
    case sigmoidGradient, tanhGradient, reluGradient
  }

  /// One operation. Parameters are referred to by their index in the cell's list.
  public enum Operation: Sendable, Hashable {
    case source(Source)
    /// A learned row, the same for every sequence.
    case vector(parameter: Int)
    /// `a · Wᵀ` with `W [width × width of a]`.
    case product(parameter: Int, of: Value)
    /// `a · W`: the gradient of a product.
    case transposedProduct(parameter: Int, of: Value)
    case unary(Unary, Value)
    case binary(Binary, Value, Value)
    /// The sum over the width: `[batch × 1]`.
    case rowSum(Value)
    /// A value of width 1 repeated over a width.
    case spread(Value)
    /// Columns `first ..< first + width`.
    case take(Value, first: Int)
    /// The value in columns `first...`, zero around it.
    case put(Value, first: Int)
  }

  /// The operations, in order.
  public private(set) var operations: [Operation] = []
  /// The width of each value.
  public private(set) var widths: [Int] = []
  /// Whether each value depends on a state, and not on the input alone.
  private(set) var dependsOnState: [Bool] = []

  /// An empty graph.
  public init() {}

  /// Appends an operation and returns its value.
  @discardableResult
  public mutating func append(_ operation: Operation, width: Int) -> Value {
    precondition(
      operation.operands.allSatisfy { $0 < operations.count },
      "an operation may only refer to values before it")
    operations.append(operation)
    widths.append(width)
    if case .source(.state) = operation {
      dependsOnState.append(true)
    } else {
      dependsOnState.append(operation.operands.contains { dependsOnState[$0] })
    }
    return operations.count - 1
  }
}

extension StepGraph.Operation {
  /// The values this operation reads.
  public var operands: [StepGraph.Value] {
    switch self {
    case .source, .vector: []
    case .product(_, let a), .transposedProduct(_, let a), .unary(_, let a), .rowSum(let a),
      .spread(let a), .take(let a, _), .put(let a, _):
      [a]
    case .binary(_, let a, let b): [a, b]
    }
  }

  /// The same operation on other values.
  func mapOperands(_ map: (StepGraph.Value) -> StepGraph.Value) -> Self {
    switch self {
    case .source, .vector: self
    case .product(let parameter, let a): .product(parameter: parameter, of: map(a))
    case .transposedProduct(let parameter, let a):
      .transposedProduct(parameter: parameter, of: map(a))
    case .unary(let unary, let a): .unary(unary, map(a))
    case .binary(let binary, let a, let b): .binary(binary, map(a), map(b))
    case .rowSum(let a): .rowSum(map(a))
    case .spread(let a): .spread(map(a))
    case .take(let a, let first): .take(map(a), first: first)
    case .put(let a, let first): .put(map(a), first: first)
    }
  }
}

extension StepGraph {
  /// Marks every value that some of `results` depends on.
  func reachable(from results: some Sequence<Value>) -> [Bool] {
    var marks = [Bool](repeating: false, count: operations.count)
    for result in results { marks[result] = true }
    for value in operations.indices.reversed() where marks[value] {
      for operand in operations[value].operands { marks[operand] = true }
    }
    return marks
  }
}
