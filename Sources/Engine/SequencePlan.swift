/// What a compiler for recurrences must decide, decided once per cell.
///
/// - *Hoist*: what depends on the input alone leaves the time loop. It is computed for all steps at
///   once, or, where the input is a symbol, once per symbol of the alphabet.
/// - *Defer*: gradients of weights are not added up step by step. Their two factors are kept, and
///   multiplied as one product over a block of steps, or all of them.
/// - *Keep or recompute*: only the values that the backward pass reads are kept, and of those not the
///   ones that an operation with a constant gives back.
///
/// *Fusing* the element-wise operations into strips is the work of ``Lowering``.
struct SequencePlan {
  let cell: TracedCell

  /// The operations that depend on the input alone.
  let hoisted: StepGraph
  /// The values of `hoisted` that the loop reads; the loop knows them as `.value(index)`.
  let boundary: [StepGraph.Value]
  /// The gradients of the hoisted part, given those of the boundary.
  let hoistedDifferential: Differential

  /// The operations of the time loop.
  let loop: StepGraph
  /// The next states.
  let results: [StepGraph.Value]
  /// The gates and the candidate.
  let named: [(quantity: Quantity, value: StepGraph.Value)]
  /// The gradients of the loop, given those of the states; and of what is shown to the layer above,
  /// as one more, where that reads every step.
  let loopDifferential: Differential

  /// - Parameters:
  ///   - shown: Whether a gradient arrives from above at every step.
  ///   - hoists: Whether what depends on the input alone leaves the loop. With so many rows at a step
  ///     that a product is as fast there, it only costs memory: then the loop reads the input itself.
  init(_ cell: TracedCell, shown: Bool, hoists: Bool = true) {
    self.cell = cell
    var split = Split(cell.graph, hoists: hoists)
    results = cell.results.map { split.result($0) }
    named = cell.named.map { ($0.quantity, split.inLoop($0.value)) }
    hoisted = split.hoisted
    boundary = split.boundary
    loop = split.loop
    hoistedDifferential = hoisted.differentiated(at: boundary)
    loopDifferential = loop.differentiated(at: results + (shown ? [results[0]] : []))
  }

  /// The gradient from above, among those that arrive at the loop.
  var shownGradient: StepGraph.Source { .gradient(results.count) }

  /// The values of the loop that the backward pass reads, beyond states and boundary.
  var kept: Set<StepGraph.Value> {
    let live = loopDifferential.graph.reachable(from: neededGradients)
    var kept = Set<StepGraph.Value>()
    for (value, operation) in loopDifferential.graph.operations.enumerated() where live[value] {
      if case .source(.value(let original)) = operation { kept.insert(original) }
    }
    for case .matrix(_, _, let operand) in loopDifferential.contributions { kept.insert(operand) }
    return kept.filter {
      if case .source = loop.operations[$0] { false } else { !results.contains($0) }
    }
  }

  /// The hoisted values that their own backward pass reads.
  var keptHoisted: [StepGraph.Value] {
    let differential = hoistedDifferential
    var kept: [StepGraph.Value] = differential.graph.operations.compactMap {
      if case .source(.value(let value)) = $0 { value } else { nil }
    }
    for case .matrix(_, _, let operand) in differential.contributions { kept.append(operand) }
    return kept
  }

  /// The values of the loop's derivative that are wanted: for the step before, for the boundary, for
  /// the parameters.
  var neededGradients: [StepGraph.Value] {
    loopDifferential.gradients.values.sorted() + keptGradients
  }

  /// Those that are kept at every step, as factors of deferred products.
  var keptGradients: [StepGraph.Value] {
    let deltas = loopDifferential.contributions.map { contribution in
      switch contribution {
      case .matrix(_, let delta, _), .vector(_, let delta): delta
      }
    }
    let atBoundary = boundary.indices.compactMap { loopDifferential.gradients[.value($0)] }
    return Set(deltas + atBoundary).sorted()
  }
}

extension SequencePlan {
  /// Divides a cell's graph into what depends on the input alone and what remains for the loop.
  private struct Split {
    let graph: StepGraph
    let hoists: Bool
    private(set) var hoisted = StepGraph()
    private(set) var loop = StepGraph()
    private(set) var boundary: [StepGraph.Value] = []
    private var hoistedValues: [StepGraph.Value: StepGraph.Value] = [:]
    private var loopValues: [StepGraph.Value: StepGraph.Value] = [:]

    init(_ graph: StepGraph, hoists: Bool) {
      self.graph = graph
      self.hoists = hoists
      // The states stand first, in order, whether or not the equation uses them.
      for (value, operation) in graph.operations.enumerated() {
        if case .source(.state) = operation {
          loopValues[value] = loop.append(operation, width: graph.widths[value])
        }
      }
      for value in graph.operations.indices where graph.dependsOnState[value] {
        _ = inLoop(value)
      }
    }

    /// A next state: a value that the loop itself computes.
    mutating func result(_ value: StepGraph.Value) -> StepGraph.Value {
      let mapped = inLoop(value)
      if case .source = loop.operations[mapped] {
        return loop.append(.unary(.copy, mapped), width: graph.widths[value])
      }
      return mapped
    }

    /// The value as the loop knows it.
    mutating func inLoop(_ value: StepGraph.Value) -> StepGraph.Value {
      if let known = loopValues[value] { return known }
      let width = graph.widths[value]
      let made: StepGraph.Value
      if case .vector = graph.operations[value] {
        made = loop.append(graph.operations[value], width: width)
      } else if graph.dependsOnState[value] || !hoists {
        let mapped = graph.operations[value].operands.map { inLoop($0) }
        let pairs = Dictionary(
          zip(graph.operations[value].operands, mapped), uniquingKeysWith: { first, _ in first })
        made = loop.append(
          graph.operations[value].mapOperands { pairs[$0] ?? $0 }, width: width)
      } else {
        boundary.append(hoist(value))
        made = loop.append(.source(.value(boundary.count - 1)), width: width)
      }
      loopValues[value] = made
      return made
    }

    private mutating func hoist(_ value: StepGraph.Value) -> StepGraph.Value {
      if let known = hoistedValues[value] { return known }
      let operation = graph.operations[value]
      let mapped = operation.operands.map { hoist($0) }
      let pairs = Dictionary(
        zip(operation.operands, mapped), uniquingKeysWith: { first, _ in first })
      let made = hoisted.append(
        operation.mapOperands { pairs[$0] ?? $0 }, width: graph.widths[value])
      hoistedValues[value] = made
      return made
    }
  }
}
