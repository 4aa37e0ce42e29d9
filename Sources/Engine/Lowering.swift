import Kernels

/// Turns a graph into the instructions of a ``Program``.
///
/// Operations fall into two kinds. Products (and the few operations across a row) are *barriers*:
/// each is an instruction of its own, and needs its operands whole. Element-wise operations between
/// two barriers are *fused*: they run as one strip program, whose intermediate values never leave the
/// first-level cache. Sums are flattened first, so that a sum of products becomes one product over
/// all its terms, started from what else the sum adds.
struct Lowering {
  /// One thing to compute, after sums are flattened.
  struct Node {
    enum Kind {
      case source(FastRecurrence.Reads)
      case vector(parameter: Int)
      case strip(StripOperation.Kind, k: Double)
      /// Operands are the terms' left factors, and behind them the addend if there is one.
      case product([(parameter: Int, transposed: Bool)], hasAddend: Bool)
      case rowSum, spread
      case take(first: Int)
      case put(first: Int)
    }
    var kind: Kind
    var operands: [Int]
    var width: Int
    /// The number of barriers that must have passed.
    var stage: Int
  }

  private let graph: StepGraph
  private let source: (StepGraph.Source) -> FastRecurrence.Reads
  private(set) var nodes: [Node] = []
  private var nodeOf: [StepGraph.Value: Int] = [:]
  private var uses: [Int]
  private var isResult: [Bool]
  private var absorbed: [Bool]

  /// Lowers what `results` needs of a graph.
  ///
  /// - Parameter source: Where the graph's sources lie.
  init(
    _ graph: StepGraph, results: [StepGraph.Value],
    source: @escaping (StepGraph.Source) -> FastRecurrence.Reads
  ) {
    self.graph = graph
    self.source = source
    let live = graph.reachable(from: results)
    uses = Array(repeating: 0, count: graph.operations.count)
    isResult = Array(repeating: false, count: graph.operations.count)
    absorbed = Array(repeating: false, count: graph.operations.count)
    for (value, operation) in graph.operations.enumerated() where live[value] {
      for operand in operation.operands { uses[operand] += 1 }
    }
    for result in results { isResult[result] = true }
    for (value, operation) in graph.operations.enumerated() where live[value] {
      if case .binary(.add, let a, let b) = operation {
        absorb(a)
        absorb(b)
      }
    }
    for value in graph.operations.indices where live[value] && !absorbed[value] {
      _ = node(of: value)
    }
  }

  /// The node that computes a value of the graph.
  func index(of value: StepGraph.Value) -> Int {
    guard let index = nodeOf[value] else {
      preconditionFailure("value \(value) became part of a sum")
    }
    return index
  }

  /// A sum takes in an operand that nothing else reads.
  private mutating func absorb(_ value: StepGraph.Value) {
    guard uses[value] == 1, !isResult[value] else { return }
    switch graph.operations[value] {
    case .binary(.add, _, _), .binary(.multiply, _, _), .product, .transposedProduct:
      absorbed[value] = true
    default: break
    }
  }

  private mutating func append(_ kind: Node.Kind, _ operands: [Int], width: Int) -> Int {
    let latest = operands.map { nodes[$0].stage }.max() ?? 0
    let isBarrier =
      switch kind {
      case .source, .vector, .strip: false
      default: true
      }
    nodes.append(
      Node(kind: kind, operands: operands, width: width, stage: latest + (isBarrier ? 1 : 0)))
    return nodes.count - 1
  }

  private mutating func node(of value: StepGraph.Value) -> Int {
    if let known = nodeOf[value] { return known }
    let width = graph.widths[value]
    let made: Int
    switch graph.operations[value] {
    case .source(let from):
      made = append(.source(source(from)), [], width: width)
    case .vector(let parameter):
      made = append(.vector(parameter: parameter), [], width: width)
    case .product, .transposedProduct:
      made = sum([value], width: width)
    case .binary(.add, _, _):
      made = sum(leaves(of: value), width: width)
    case .binary(let binary, let a, let b):
      made = append(.strip(binary.kernel, k: 0), [node(of: a), node(of: b)], width: width)
    case .unary(let unary, let a):
      let (kind, k) = unary.kernel
      made = append(.strip(kind, k: k), [node(of: a)], width: width)
    case .rowSum(let a): made = append(.rowSum, [node(of: a)], width: width)
    case .spread(let a): made = append(.spread, [node(of: a)], width: width)
    case .take(let a, let first): made = append(.take(first: first), [node(of: a)], width: width)
    case .put(let a, let first): made = append(.put(first: first), [node(of: a)], width: width)
    }
    nodeOf[value] = made
    return made
  }

  /// The summands of an add and of the adds it took in.
  private func leaves(of value: StepGraph.Value) -> [StepGraph.Value] {
    guard case .binary(.add, let a, let b) = graph.operations[value] else { return [value] }
    return [a, b].flatMap { operand in
      if absorbed[operand], case .binary(.add, _, _) = graph.operations[operand] {
        return leaves(of: operand)
      }
      return [operand]
    }
  }

  /// A sum of any summands: products come together into one, which starts from those others that
  /// are known before it; what is known later is added after.
  private mutating func sum(_ leaves: [StepGraph.Value], width: Int) -> Int {
    var terms: [(parameter: Int, transposed: Bool)] = []
    var factors: [Int] = []
    var others: [StepGraph.Value] = []
    for leaf in leaves {
      let isOwn = leaves.count == 1 || absorbed[leaf]
      switch graph.operations[leaf] {
      case .product(let parameter, let a) where isOwn:
        terms.append((parameter, false))
        factors.append(node(of: a))
      case .transposedProduct(let parameter, let a) where isOwn:
        terms.append((parameter, true))
        factors.append(node(of: a))
      default: others.append(leaf)
      }
    }
    guard !terms.isEmpty else { return chain(others, from: nil, width: width) }
    let known = factors.map { nodes[$0].stage }.max() ?? 0
    let early = others.filter { stage(of: $0) <= known }
    let late = others.filter { stage(of: $0) > known }
    var addend = early.isEmpty ? nil : chain(early, from: nil, width: width)
    var made = -1
    for start in stride(from: 0, to: terms.count, by: Program.limits.terms) {
      let part = start..<min(start + Program.limits.terms, terms.count)
      made = append(
        .product(Array(terms[part]), hasAddend: addend != nil),
        factors[part] + (addend.map { [$0] } ?? []), width: width)
      addend = made
    }
    return late.isEmpty ? made : chain(late, from: made, width: width)
  }

  /// The stage at which a summand is known.
  private mutating func stage(of leaf: StepGraph.Value) -> Int {
    if absorbed[leaf], case .binary(.multiply, let a, let b) = graph.operations[leaf] {
      return max(nodes[node(of: a)].stage, nodes[node(of: b)].stage)
    }
    return nodes[node(of: leaf)].stage
  }

  /// Adds summands one after the other; a product of two signals costs no operation of its own.
  private mutating func chain(
    _ leaves: [StepGraph.Value], from start: Int?, width: Int
  ) -> Int {
    func isMultiply(_ leaf: StepGraph.Value) -> Bool {
      if absorbed[leaf], case .binary(.multiply, _, _) = graph.operations[leaf] { return true }
      return false
    }
    var sum = start
    for leaf in leaves.filter({ !isMultiply($0) }) {
      let next = node(of: leaf)
      sum = sum.map { append(.strip(.add, k: 0), [$0, next], width: width) } ?? next
    }
    for leaf in leaves.filter(isMultiply) {
      guard case .binary(_, let a, let b) = graph.operations[leaf] else { continue }
      let factors = [node(of: a), node(of: b)]
      sum =
        sum.map { append(.strip(.multiplyAdd, k: 0), factors + [$0], width: width) }
        ?? append(.strip(.multiply, k: 0), factors, width: width)
    }
    guard let sum else { preconditionFailure("a sum of nothing") }
    return sum
  }
}

extension StepGraph.Unary {
  fileprivate var kernel: (StripOperation.Kind, k: Double) {
    switch self {
    case .copy: (.copy, 0)
    case .sigmoid: (.sigmoid, 0)
    case .tanh: (.tanh, 0)
    case .relu: (.relu, 0)
    case .exp: (.exp, 0)
    case .log: (.log, 0)
    case .squareRoot: (.squareRoot, 0)
    case .absolute: (.absolute, 0)
    case .sign: (.sign, 0)
    case .addConstant(let k): (.addConstant, k)
    case .multiplyConstant(let k): (.multiplyConstant, k)
    case .subtractFromConstant(let k): (.subtractFromConstant, k)
    case .divideConstant(let k): (.divideConstant, k)
    }
  }
}

extension StepGraph.Binary {
  fileprivate var kernel: StripOperation.Kind {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .maximum: .maximum
    case .greater: .greater
    case .sigmoidGradient: .sigmoidGradient
    case .tanhGradient: .tanhGradient
    case .reluGradient: .reluGradient
    }
  }
}
