import Cells
import Testing

@testable import Engine

/// What leaves the loop, what is kept for the way back, and what waits until after it.
struct SequencePlanTests {
  private static func plan(_ cell: some RecurrentCell, shown: Bool = false) -> SequencePlan {
    SequencePlan(TracedCell(cell, inputWidth: 3), shown: shown)
  }

  private static func products(_ graph: StepGraph) -> Int {
    graph.operations.count { if case .product = $0 { true } else { false } }
  }

  private static func transposed(_ graph: StepGraph) -> Int {
    graph.operations.count { if case .transposedProduct = $0 { true } else { false } }
  }

  /// The operations whose values are kept, in the order of the loop.
  private static func kept(_ plan: SequencePlan) -> [StepGraph.Operation] {
    plan.kept.sorted().map { plan.loop.operations[$0] }
  }

  private static func kind(_ operation: StepGraph.Operation) -> String {
    switch operation {
    case .unary(let unary, _): "\(unary)"
    case .binary(let binary, _, _): "\(binary)"
    default: "other"
    }
  }

  @Test func `an SRN keeps its states and nothing else`() {
    let plan = Self.plan(SRN(hidden: 4))
    #expect(Self.products(plan.hoisted) == 1)
    #expect(Self.products(plan.loop) == 1)
    #expect(plan.boundary.count == 1)
    #expect(plan.kept.isEmpty)
    #expect(plan.keptGradients.count == 1)
  }

  @Test func `an LSTM keeps four gates and the squashed cell, and no copy of a state`() {
    let plan = Self.plan(LSTM(hidden: 4))
    #expect(Self.products(plan.hoisted) == 4)
    #expect(Self.products(plan.loop) == 4)
    #expect(plan.boundary.count == 4)
    let kinds = Self.kept(plan).map(Self.kind).sorted()
    #expect(kinds == ["sigmoid", "sigmoid", "sigmoid", "tanh", "tanh"])
    #expect(plan.kept.isDisjoint(with: plan.results))
    // One gradient per gate serves its two matrices and its bias.
    #expect(plan.keptGradients.count == 4)
    #expect(Self.transposed(plan.loopDifferential.graph) == 4)
    #expect(Self.transposed(plan.hoistedDifferential.graph) == 4)
    #expect(plan.loopDifferential.contributions.count == 4)
    #expect(plan.hoistedDifferential.contributions.count == 8)
  }

  @Test func `a GRU keeps three gates and what the reset multiplies`() {
    let plan = Self.plan(GRU(hidden: 4))
    #expect(Self.products(plan.hoisted) == 3)
    #expect(Self.products(plan.loop) == 3)
    #expect(plan.boundary.count == 3)
    let kinds = Self.kept(plan).map(Self.kind).sorted()
    #expect(kinds == ["add", "sigmoid", "sigmoid", "tanh"])
  }

  @Test func `a cell that reads its input alone has no product in its loop`() throws {
    let equation = try #require(Equation.cells.first { $0.description == "minGRU" })
    let plan = SequencePlan(TracedCell(equation.cell, inputWidth: 3), shown: false)
    #expect(Self.products(plan.hoisted) == 2)
    #expect(Self.products(plan.loop) == 0)
    #expect(plan.kept.isEmpty)
    // 1 − z, z ⊙ n, and what has a name: z and n.
    #expect(plan.boundary.count == 4)
  }

  @Test func `what is shown brings a gradient of its own`() {
    let plan = Self.plan(SRN(hidden: 4), shown: true)
    #expect(plan.shownGradient == .gradient(1))
    #expect(plan.loopDifferential.graph.operations.contains(.source(.gradient(1))))
    let hidden = Self.plan(SRN(hidden: 4)).loopDifferential.graph.operations
    #expect(!hidden.contains(.source(.gradient(1))))
  }

  @Test(arguments: CellCatalog.stock.entries.map(\.name))
  func `the two halves use each parameter once`(name: String) throws {
    let made = try #require(CellCatalog.stock[name]).make(4)
    let cell = TracedCell(made, inputWidth: 3)
    let plan = SequencePlan(cell, shown: true)
    let used = (plan.hoistedDifferential.contributions + plan.loopDifferential.contributions)
      .map { contribution in
        switch contribution {
        case .matrix(let parameter, _, _), .vector(let parameter, _): parameter
        }
      }
    #expect(used.sorted() == Array(cell.parameters.indices))
  }
}
