import CKernels
import Cells
import Testing

@testable import Engine
@testable import Kernels

/// What becomes of a step: few instructions, and the right ones.
struct LoweringTests {
  private static func recurrence(
    _ cell: any RecurrentCell, purpose: FastExecutor.Purpose = .training
  ) -> FastRecurrence {
    let network = Network(
      input: .embedding(symbols: 7, width: 3), layers: [[(cell, .forward)]], readout: .last,
      outputs: 2)
    return FastExecutor(network, batch: 2, time: 3, purpose: purpose).layers[0].recurrences[0]
  }

  private static func count(_ kind: ll_kind, _ program: Program) -> Int {
    program.instructions.count { $0.kind == Int32(kind.rawValue) }
  }

  private static func products(_ program: Program) -> Int {
    [LL_PRODUCT, LL_LOOKED_UP, LL_FROM_ROW].reduce(0) { $0 + count($1, program) }
  }

  @Test func `an LSTM step is four products and one strip program`() throws {
    let recurrence = Self.recurrence(LSTM(hidden: 4))
    let step = recurrence.loop.step
    #expect(Self.count(LL_FROM_ROW, recurrence.hoisted.program) == 4, "a bias is read where it is")
    #expect(Self.count(LL_LOOKED_UP, step) == 4, "they start from the rows of the table")
    #expect(Self.count(LL_STRIPS, step) == 1)
    #expect(Self.count(LL_HOLD, step) == 2)
    #expect(step.instructions.count == 7)
    // i, f, g, o, i ⊙ g, f ⊙ c + …, tanh, o ⊙ …
    #expect(step.operations.count == 8)

    let backward = try #require(recurrence.backward)
    let back = backward.step
    #expect(Self.count(LL_PRODUCT, back) == 1, "four transposed products in one sum")
    #expect(back.terms.count == 4)
    #expect(Self.count(LL_STRIPS, back) == 1)
    #expect(Self.count(LL_OUTER, back) == 0, "weight gradients wait until after the loop")
    #expect(Self.count(LL_OUTER, backward.deferredOfStates) == 4)
    #expect(Self.count(LL_SCATTER_ADD, backward.deferred) == 4)
  }

  @Test func `where states are zero, nothing is multiplied with them`() throws {
    let recurrence = Self.recurrence(LSTM(hidden: 4))
    let first = recurrence.loop.firstStep
    #expect(Self.count(LL_LOOKED_UP, first) == 0)
    #expect(Self.count(LL_GATHER, first) == 4)
    #expect(Self.count(LL_STRIPS, first) == 1)
    // i, f, g, o, i ⊙ g, tanh, o ⊙ …
    #expect(first.operations.count == 7)
    let back = try #require(recurrence.backward).firstStep
    #expect(Self.count(LL_PRODUCT, back) == 0, "nobody asks for the gradient of what was before")
    #expect(Self.count(LL_STRIPS, back) == 1)
  }

  @Test func `an SRN step is a product and a tanh`() {
    let step = Self.recurrence(SRN(hidden: 4)).loop.step
    #expect(Self.count(LL_LOOKED_UP, step) == 1)
    #expect(Self.count(LL_STRIPS, step) == 1)
    #expect(step.operations.count == 1)
    #expect(step.instructions.count == 3, "and the hold behind")
  }

  @Test func `a GRU step is three products and one strip program`() {
    let step = Self.recurrence(GRU(hidden: 4)).loop.step
    #expect(Self.products(step) == 3)
    #expect(Self.count(LL_STRIPS, step) == 1)
  }

  @Test(arguments: CellCatalog.stock.entries.map(\.name))
  func `weights are packed once for each way they are read`(name: String) throws {
    let cell = try #require(CellCatalog.stock[name]).make(4)
    let matrices = TracedCell(cell, inputWidth: 3).parameters.count { $0.shape.count == 2 }
    let training = Self.recurrence(cell)
    #expect(Self.count(LL_PACK, training.pack) == 2 * matrices)
    let inference = Self.recurrence(cell, purpose: .inference)
    #expect(Self.count(LL_PACK, inference.pack) == matrices)
    #expect(inference.backward == nil)
  }

  @Test func `summands beyond the limit of a product become another`() throws {
    let equation = try #require(Equation.cells.first { $0.description == "forty summands" })
    let step = Self.recurrence(equation.cell).loop.step
    #expect(Self.products(step) == 2)
    #expect(step.terms.count == 40)
    #expect(step.instructions.allSatisfy { Int($0.count) <= Program.limits.terms })
  }

  @Test func `a long run of operations stays within the limits of a strip program`() throws {
    let name = "a long row of operations"
    let equation = try #require(Equation.cells.first { $0.description == name })
    for program in [
      Self.recurrence(equation.cell).loop.step,
      try #require(Self.recurrence(equation.cell).backward).step,
    ] {
      let strips = program.instructions.filter { $0.kind == Int32(LL_STRIPS.rawValue) }
      #expect(strips.count > 1)
      for strip in strips {
        #expect(Int(strip.temporaries) <= Program.limits.temporaries)
        #expect(Int(strip.operand_count + strip.temporaries) <= Program.limits.operands)
      }
    }
  }

  @Test func `inference needs less memory than training`() {
    let network = Network(
      input: .embedding(symbols: 10, width: 32), layers: [[(LSTM(hidden: 32), .forward)]],
      readout: .last, outputs: 19)
    func bytes(_ purpose: FastExecutor.Purpose, time: Int) -> Int {
      FastExecutor(network, batch: 8, time: time, purpose: purpose).byteCount
    }
    #expect(bytes(.inference, time: 30) < bytes(.training, time: 30))
    #expect(bytes(.inference, time: 3000) == bytes(.inference, time: 30), "one step at a time")
    // i, f, g, o, tanh c, h and c: 7 rows of 32 per step, and no more. The deltas wait for the end of
    // their block only.
    let perStep = (bytes(.training, time: 130) - bytes(.training, time: 30)) / 100
    #expect(perStep == 7 * 8 * 32 * 4)
  }
}
