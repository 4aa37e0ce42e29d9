import Testing

@testable import Engine

/// What tracing writes down, and which equations it refuses.
struct TracedCellTests {
  private static func trace(
    _ equation: @escaping @Sendable (_ x: Signal, _ h: Signal) -> Step<Signal>
  ) -> TracedCell {
    TracedCell(EquationCell(hidden: 4, equation: equation), inputWidth: 3)
  }

  @Test func `parameters are named, shaped and known by their role`() {
    let cell = Self.trace { x, h in
      let gate = sigmoid(affine("gate", x, h, width: 4) + scaled("gate.peephole", h))
      return Step(gate * tanh(affine("candidate", x, width: 4) + affine("candidate", h, width: 4)))
    }
    let expected = [
      Parameter(name: "gate.inputWeights", shape: [4, 3], role: .inputWeights),
      Parameter(name: "gate.bias", shape: [4], role: .bias),
      Parameter(name: "gate.recurrentWeights", shape: [4, 4], role: .recurrentWeights),
      Parameter(name: "gate.peephole", shape: [4], role: .gain),
      Parameter(name: "candidate.inputWeights", shape: [4, 3], role: .inputWeights),
      Parameter(name: "candidate.bias", shape: [4], role: .bias),
      Parameter(name: "candidate.recurrentWeights", shape: [4, 4], role: .recurrentWeights),
      Parameter(name: "candidate.recurrentBias", shape: [4], role: .bias),
    ]
    #expect(cell.parameters == expected)
  }

  @Test func `each state has a value of its own`() {
    let cell = TracedCell(
      EquationCell<PairState>(hidden: 4) { _, past in
        Step(PairState(hidden: past.cell, cell: past.cell))
      }, inputWidth: 3)
    #expect(Set(cell.results).count == 2)
    for result in cell.results {
      #expect(cell.graph.operations[result] == .unary(.copy, 2), "the cell, after input and hidden")
    }
  }

  @Test func `only what results depend on is reachable`() {
    var graph = StepGraph()
    let x = graph.append(.source(.input), width: 2)
    let y = graph.append(.unary(.tanh, x), width: 2)
    let unused = graph.append(.unary(.exp, x), width: 2)
    let z = graph.append(.binary(.add, y, y), width: 2)
    #expect(graph.reachable(from: [z]) == [true, true, false, true])
    #expect(graph.reachable(from: [unused]) == [true, false, true, false])
    #expect(graph.differentiated(at: [z]).gradients.keys.contains(.input))
  }

  @Test func `a result that stands twice receives both gradients`() {
    var graph = StepGraph()
    let x = graph.append(.source(.input), width: 2)
    let y = graph.append(.unary(.multiplyConstant(3), x), width: 2)
    let differential = graph.differentiated(at: [y, y])
    #expect(
      differential.graph.operations.prefix(3) == [
        .source(.gradient(0)), .source(.gradient(1)), .binary(.add, 0, 1),
      ])
    #expect(differential.totals[y] == 2)
    #expect(differential.gradients[.input] == 3)
  }

  @Test func `a name used twice is stopped`() async {
    await #expect(processExitsWith: .failure) {
      _ = TracedCellTests.trace { x, h in
        Step(affine("a", x, h, width: 4) * affine("a", x, h, width: 4))
      }
    }
  }

  @Test func `a state of another width is stopped`() async {
    await #expect(processExitsWith: .failure) {
      _ = TracedCellTests.trace { x, _ in Step(x) }
    }
  }

  @Test func `signals of two widths are stopped`() async {
    await #expect(processExitsWith: .failure) {
      _ = TracedCellTests.trace { x, h in Step(x + h) }
    }
  }

  @Test func `features that a signal has not are stopped`() async {
    await #expect(processExitsWith: .failure) {
      _ = TracedCellTests.trace { _, h in Step(h[1..<5]) }
    }
  }

  @Test func `a gate with the name of a state is stopped`() async {
    await #expect(processExitsWith: .failure) {
      _ = TracedCellTests.trace { _, h in Step(tanh(h), gates: [.hidden: h]) }
    }
  }
}
