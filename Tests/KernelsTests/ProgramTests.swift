import Testing

@testable import Kernels

/// Mistakes in a plan end the program with a sentence, before anything is written.
struct ProgramTests {
  private static func run(_ program: Program, symbols: [Int32] = [0, 0]) {
    var gradients: [Float] = [0, 0]
    Machine(workspace: 8).open(
      parameters: [0, 0], gradients: &gradients, symbols: symbols, lengths: nil, batch: 2
    ) {
      $0.run(program, steps: 0..<2)
    }
  }

  @Test func `what fits runs`() {
    var program = Program()
    program.fill(Place(base: 0, width: 2, slots: .sequence), with: 1)
    program.gather(Place(base: 0, width: 2), symbols: 2, into: Place(base: 4, width: 2))
    Self.run(program, symbols: [0, 1, 1, 0])
  }

  @Test func `a step past the workspace is stopped`() async {
    await #expect(processExitsWith: .failure) {
      var program = Program()
      program.fill(Place(base: 2, width: 2, slots: .sequence), with: 1)
      ProgramTests.run(program)
    }
  }

  @Test func `a table past the workspace is stopped`() async {
    await #expect(processExitsWith: .failure) {
      var program = Program()
      program.gather(Place(base: 0, width: 2), symbols: 5, into: Place(base: 4, width: 2))
      ProgramTests.run(program, symbols: [0, 0, 0, 0])
    }
  }

  @Test func `a symbol outside the alphabet is stopped`() async {
    await #expect(processExitsWith: .failure) {
      var program = Program()
      program.gather(Place(base: 0, width: 2), symbols: 2, into: Place(base: 4, width: 2))
      ProgramTests.run(program, symbols: [0, 2, 0, 0])
    }
  }

  @Test func `columns past a row are stopped`() async {
    await #expect(processExitsWith: .failure) {
      var program = Program()
      program.put(Place(base: 0, width: 2), first: 1, into: Place(base: 4, width: 2))
    }
  }

  @Test func `rows of different widths are stopped`() async {
    await #expect(processExitsWith: .failure) {
      var program = Program()
      program.copy(Place(base: 0, width: 2), into: Place(base: 4, width: 1))
    }
  }
}
