/// One recurrence over one batch, in `Double`: every value of every step is kept.
struct ReferencePass {
  let recurrence: Network.Recurrence
  private let network: Network
  private let parameters: [Double]
  private let batch: Batch
  private let reads: [Double]
  /// The states before each step that was taken, in the order of taking; the last are the final ones.
  private var states: [[[Double]]] = []
  /// The values of the graph at each step, by the step's place in time.
  private var values: [[[Double]]]
  /// What the recurrence shows to the layer above, `[time × batch × width]`.
  private(set) var shown: [Double] = []

  init(
    recurrence: Network.Recurrence, network: Network, parameters: [Double], batch: Batch,
    reads: [Double]
  ) {
    self.recurrence = recurrence
    self.network = network
    self.parameters = parameters
    self.batch = batch
    self.reads = reads
    values = Array(repeating: [], count: batch.time)
  }

  private var cell: TracedCell { recurrence.cell }
  /// The steps in the order in which they are read.
  private var order: [Int] {
    recurrence.direction == .forward
      ? Array(0..<batch.time) : Array((0..<batch.time).reversed())
  }
  /// The states after the last step, `[batch × width]` each.
  var finalStates: [[Double]] { states.last ?? [] }

  mutating func forward(from given: [[Double]]?) {
    states = [given ?? initialStates()]
    let width = cell.states[0].width
    shown = Array(repeating: 0, count: batch.time * batch.count * width)
    for t in order {
      let before = states[states.count - 1]
      let rows = batch.count * cell.inputWidth
      let x = Array(reads[t * rows..<(t + 1) * rows])
      let step = evaluate(cell.graph) { source in
        switch source {
        case .input: x
        case .state(let index): before[index]
        default: preconditionFailure("a cell reads its input and its states")
        }
      }
      // A sequence that has ended (or, read backwards, not yet begun) keeps its state.
      let after = zip(before, cell.results).map { old, result in
        mix(step[result], where: t, else: old)
      }
      values[t] = step
      states.append(after)
      let start = t * batch.count * width
      shown.replaceSubrange(start..<start + after[0].count, with: after[0])
    }
  }

  /// Runs backwards; returns ∂loss/∂state after each step, `[time × batch × width]`.
  func backward(
    shown shownGradient: [Double]?, last: [Double]?, into gradients: inout [Double],
    reads readGradients: inout [Double]
  ) -> [Quantity: [Double]] {
    let differential = cell.graph.differentiated(at: cell.results)
    var arriving = cell.states.map { [Double](repeating: 0, count: batch.count * $0.width) }
    if let last { arriving[0] = last }
    var recorded = Dictionary(
      uniqueKeysWithValues: cell.states.map {
        ($0.quantity, [Double](repeating: 0, count: batch.time * batch.count * $0.width))
      })
    for (place, t) in order.enumerated().reversed() {
      if let shownGradient {
        let start = t * arriving[0].count
        for i in arriving[0].indices where isActive(t, i / cell.states[0].width) {
          arriving[0][i] += shownGradient[start + i]
        }
      }
      let active = arriving.map { gradient in
        mix(gradient, where: t, else: Array(repeating: 0, count: gradient.count))
      }
      let back = evaluate(differential.graph) { source in
        switch source {
        case .value(let value): valueSource(value, at: t, before: states[place])
        case .gradient(let index): active[index]
        default: preconditionFailure("a derivative reads values and gradients")
        }
      }
      for (state, gradient) in zip(cell.states.indices, active) {
        let whole = differential.totals[cell.results[state]].map { back[$0] } ?? gradient
        let start = t * whole.count
        recorded[cell.states[state].quantity]?.replaceSubrange(
          start..<start + whole.count, with: whole)
      }
      accumulate(differential.contributions, back, at: t, before: states[place], into: &gradients)
      if let dx = differential.gradients[.input] {
        let start = t * batch.count * cell.inputWidth
        for i in back[dx].indices { readGradients[start + i] += back[dx][i] }
      }
      arriving = cell.states.indices.map { index in
        let through = differential.gradients[.state(index)].map { back[$0] }
        let zero = [Double](repeating: 0, count: arriving[index].count)
        return mix(through ?? zero, where: t, else: arriving[index])
      }
    }
    for (state, parameter) in recurrence.initialStates.enumerated() {
      let range = network.parameters[parameter].range
      for i in arriving[state].indices {
        gradients[range.lowerBound + i % range.count] += arriving[state][i]
      }
    }
    return recorded
  }

  /// Named values and states at every step, `[time × batch × width]`.
  func named() -> [Quantity: [Double]] {
    var result: [Quantity: [Double]] = [:]
    for (quantity, value) in cell.named {
      result[quantity] = values.flatMap { $0[value] }
    }
    for (index, state) in cell.states.enumerated() {
      let after = order.indices.map { states[$0 + 1][index] }
      result[state.quantity] = (recurrence.direction == .forward ? after : after.reversed())
        .flatMap { $0 }
    }
    return result
  }

  private func isActive(_ t: Int, _ sequence: Int) -> Bool { t < batch.length(of: sequence) }

  /// The rows of `a` for sequences that take part in step `t`, of `b` for the others.
  private func mix(_ a: [Double], where t: Int, else b: [Double]) -> [Double] {
    let width = a.count / batch.count
    return a.indices.map { isActive(t, $0 / width) ? a[$0] : b[$0] }
  }

  private func initialStates() -> [[Double]] {
    cell.states.indices.map { index in
      guard !recurrence.initialStates.isEmpty else {
        return Array(repeating: 0, count: batch.count * cell.states[index].width)
      }
      let range = network.parameters[recurrence.initialStates[index]].range
      return (0..<batch.count).flatMap { _ in parameters[range] }
    }
  }

  private func valueSource(_ value: Int, at t: Int, before: [[Double]]) -> [Double] {
    switch cell.graph.operations[value] {
    case .source(.state(let index)): before[index]
    default: values[t][value]
    }
  }

  private func scalars(of parameter: Int) -> ArraySlice<Double> {
    parameters[network.parameters[recurrence.firstParameter + parameter].range]
  }

  /// Adds each contribution's sum over the rows to the parameter it belongs to.
  private func accumulate(
    _ contributions: [Differential.Contribution], _ back: [[Double]], at t: Int,
    before: [[Double]], into gradients: inout [Double]
  ) {
    for contribution in contributions {
      switch contribution {
      case .matrix(let parameter, let delta, let operand):
        let start = network.parameters[recurrence.firstParameter + parameter].offset
        let a = valueSource(operand, at: t, before: before)
        let (m, n) = (back[delta].count / batch.count, a.count / batch.count)
        for b in 0..<batch.count {
          for i in 0..<m {
            for j in 0..<n { gradients[start + i * n + j] += back[delta][b * m + i] * a[b * n + j] }
          }
        }
      case .vector(let parameter, let delta):
        let range = network.parameters[recurrence.firstParameter + parameter].range
        for i in back[delta].indices {
          gradients[range.lowerBound + i % range.count] += back[delta][i]
        }
      }
    }
  }

  /// Computes every value of a graph for all sequences of the batch, operation by operation.
  private func evaluate(
    _ graph: StepGraph, sources: (StepGraph.Source) -> [Double]
  ) -> [[Double]] {
    let rows = batch.count
    var values: [[Double]] = []
    for (operation, width) in zip(graph.operations, graph.widths) {
      let value: [Double]
      switch operation {
      case .source(let source):
        value = sources(source)
      case .vector(let parameter):
        value = (0..<rows).flatMap { _ in scalars(of: parameter) }
      case .product(let parameter, let a):
        let (w, depth) = (Array(scalars(of: parameter)), graph.widths[a])
        value = (0..<rows * width).map { i in
          let (row, column) = (i / width, i % width)
          return (0..<depth).reduce(0) { $0 + values[a][row * depth + $1] * w[column * depth + $1] }
        }
      case .transposedProduct(let parameter, let a):
        let (w, depth) = (Array(scalars(of: parameter)), graph.widths[a])
        value = (0..<rows * width).map { i in
          let (row, column) = (i / width, i % width)
          return (0..<depth).reduce(0) { $0 + values[a][row * depth + $1] * w[$1 * width + column] }
        }
      case .unary(let unary, let a):
        value = values[a].map { apply(unary, to: $0) }
      case .binary(let binary, let a, let b):
        value = zip(values[a], values[b]).map { apply(binary, to: $0, $1) }
      case .rowSum(let a):
        let depth = graph.widths[a]
        value = (0..<rows).map { values[a][$0 * depth..<($0 + 1) * depth].reduce(0, +) }
      case .spread(let a):
        value = (0..<rows * width).map { values[a][$0 / width] }
      case .take(let a, let first):
        let depth = graph.widths[a]
        value = (0..<rows * width).map { values[a][$0 / width * depth + first + $0 % width] }
      case .put(let a, let first):
        let depth = graph.widths[a]
        value = (0..<rows * width).map { i in
          let column = i % width - first
          return (0..<depth).contains(column) ? values[a][i / width * depth + column] : 0
        }
      }
      values.append(value)
    }
    return values
  }
}
