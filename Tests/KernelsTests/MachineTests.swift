import Testing

@testable import Kernels

/// Programs on a machine: what each instruction does to rows, for every instruction set.
struct MachineTests {
  static let available = InstructionSet.allCases.filter(\.isAvailable)

  @Test func `the best instruction set is the widest there is`() {
    #expect(InstructionSet.baseline.isAvailable)
    #expect(InstructionSet.best == Self.available[0])
    #expect(Self.available.map(\.lanes) == Self.available.map(\.lanes).sorted(by: >))
  }

  @Test(arguments: available) func `columns are taken and put`(set: InstructionSet) {
    var bench = Bench()
    let a = bench.place([1, 2, 3, 4, 5, 6], width: 3)
    let taken = bench.place(count: 4, width: 2)
    let put = bench.place(count: 8, width: 4)
    var program = Program()
    program.take(a, first: 1, into: taken)
    program.fill(put, with: 0.5)
    program.put(taken, first: 1, into: put)
    let found = bench.run(program, on: set)
    #expect(found[6..<10] == [2, 3, 5, 6])
    #expect(found[10...] == [0.5, 2, 3, 0.5, 0.5, 5, 6, 0.5])
  }

  @Test(arguments: available) func `rows are repeated, summed and spread`(set: InstructionSet) {
    var bench = Bench()
    bench.parameters = [7, 8, 9]
    let repeated = bench.place(count: 6, width: 3)
    let sums = bench.place(count: 2, width: 1)
    let spread = bench.place(count: 4, width: 2)
    let copy = bench.place(count: 4, width: 2)
    var program = Program()
    program.broadcast(Place(.parameters, base: 0, width: 3), into: repeated)
    program.rowSum(of: repeated, into: sums)
    program.spread(sums, into: spread)
    program.copy(spread, into: copy)
    let found = bench.run(program, on: set)
    #expect(found == [7, 8, 9, 7, 8, 9, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24])
  }

  @Test(arguments: available) func `symbols name rows`(set: InstructionSet) {
    var bench = Bench()
    bench.symbols = [2, 0, 1, 2, 2, 2]
    let table = bench.place([1, 2, 3, 4, 5, 6], width: 2)
    let read = bench.place(count: 12, width: 2, slots: .sequence)
    let added = bench.place(Array(repeating: 0, count: 6), width: 2)
    var program = Program()
    program.gather(table, symbols: 3, into: read)
    program.scatterAdd(read, into: added, symbols: 3)
    let found = bench.run(program, on: set, steps: 0..<3)
    #expect(found[6..<18] == [5, 6, 1, 2, 3, 4, 5, 6, 5, 6, 5, 6])
    #expect(
      found[18...] == [1, 2, 3, 4, 20, 24], "a symbol that comes four times counts four times")
  }

  /// Sequence 0 has one step, sequence 1 three.
  @Test(arguments: available) func `what has ended is held`(set: InstructionSet) {
    var bench = Bench()
    bench.lengths = [1, 3]
    let states = bench.place(count: 8, width: 1, slots: .sequence)
    bench.values[0...1] = [10, 20]
    var program = Program()
    program.strips(
      [StripOperation(.addConstant, out: 1, a: 0, k: 1)],
      memory: [states, states.shifted(by: 1)], temporaries: 0, width: 1)
    program.hold(states, into: states.shifted(by: 1))
    #expect(bench.run(program, on: set, steps: 0..<3) == [10, 20, 11, 21, 11, 22, 11, 23])
    bench.lengths = nil
    #expect(bench.run(program, on: set, steps: 0..<3) == [10, 20, 11, 21, 12, 22, 13, 23])
  }

  @Test(arguments: available) func `what has ended is set aside`(set: InstructionSet) {
    var bench = Bench()
    bench.lengths = [1, 3]
    let gradients = bench.place([1, 2, 3, 4], width: 2)
    let waiting = bench.place(count: 4, width: 2)
    var program = Program()
    program.setAside(gradients, into: waiting)
    #expect(bench.run(program, on: set, steps: 1..<2) == [0, 0, 3, 4, 1, 2, -99, -99])
    #expect(bench.run(program, on: set, steps: 0..<1) == [1, 2, 3, 4, -99, -99, -99, -99])
  }

  @Test(arguments: available) func `a matrix is packed to be read both ways`(set: InstructionSet) {
    var bench = Bench()
    bench.parameters = [1, 2, 3, 4, 5, 6]  // [2 × 3]
    let matrix = Place(.parameters, base: 0, width: 3)
    let a = bench.place([1, 0, 0, 1, 2, 3], width: 3)
    let product = bench.place(count: 4, width: 2)
    let back = bench.place(count: 6, width: 3)
    let forth = bench.place(
      count: set.packedCount(depth: 3, columns: 2), width: set.packedCount(depth: 3, columns: 2))
    let count = set.packedCount(depth: 2, columns: 3)
    let transposed = bench.place(count: count, width: count)
    var program = Program()
    program.pack(matrix, rows: 2, columns: 3, transposed: false, into: forth)
    program.pack(matrix, rows: 2, columns: 3, transposed: true, into: transposed)
    program.product([(a: a, packed: forth)], into: product)
    program.product([(a: product, packed: transposed)], plus: a, into: back)
    let found = bench.run(program, on: set)
    #expect(found[6..<10] == [1, 4, 14, 32], "a · Wᵀ")
    // [1, 4] · W + [1, 0, 0] and [14, 32] · W + [1, 2, 3]
    #expect(found[10..<16] == [18, 22, 27, 143, 190, 237], "a · W + a")
  }

  @Test(arguments: available) func `weight gradients are added up`(set: InstructionSet) {
    var bench = Bench()
    bench.gradients = [100, 0, 0, 0, 0, 0, 1000, 0]  // of the batch before
    let delta = bench.place([1, 2, 3, 4], width: 2)
    let operand = bench.place([1, 10, 100, 2, 20, 200], width: 3)
    var program = Program()
    program.outer(delta, operand, into: Place(.gradients, base: 0, width: 3))
    program.outer(delta, operand, into: Place(.gradients, base: 0, width: 3))
    program.columnSum(of: delta, into: Place(.gradients, base: 6, width: 2))
    _ = bench.run(program, on: set)
    #expect(bench.gradients == [14, 140, 1400, 20, 200, 2000, 4, 6])
  }

  /// out[t] = 2 · out[t − 1] + 1, upwards and downwards.
  @Test(arguments: available) func `steps go up and down`(set: InstructionSet) {
    var bench = Bench()
    bench.batch = 1
    let states = bench.place(count: 5, width: 1, slots: .sequence)
    func program(from old: Place, to new: Place) -> Program {
      var program = Program()
      program.strips(
        [
          StripOperation(.multiplyConstant, out: 2, a: 0, k: 2),
          StripOperation(.addConstant, out: 1, a: 2, k: 1),
        ], memory: [old, new], temporaries: 1, width: 1)
      return program
    }
    bench.values[0] = 1
    let up = bench.run(program(from: states, to: states.shifted(by: 1)), on: set, steps: 0..<4)
    #expect(up == [1, 3, 7, 15, 31])
    bench.values[4] = 1
    let down = program(from: states.shifted(by: 1), to: states)
    #expect(
      bench.run(down, on: set, steps: 0..<4, descending: true) == [31, 15, 7, 3, 1])
    #expect(bench.run(down, on: set, steps: 2..<4, descending: true)[2...] == [7, 3, 1])
  }

  @Test(arguments: available) func `two places are used in turn`(set: InstructionSet) {
    var bench = Bench()
    let pair = bench.place([1, 2, 0, 0], width: 1, slots: .turns(2))
    var program = Program()
    program.strips(
      [StripOperation(.add, out: 1, a: 0, b: 0)], memory: [pair, pair.shifted(by: 1)],
      temporaries: 0, width: 1)
    #expect(bench.run(program, on: set, steps: 0..<1) == [1, 2, 2, 4])
    #expect(bench.run(program, on: set, steps: 0..<2) == [4, 8, 2, 4])
    #expect(bench.run(program, on: set, steps: 0..<5) == [16, 32, 32, 64])
    #expect(pair.start(step: 4, batch: 2) == 0 && pair.shifted(by: 1).start(step: 4, batch: 2) == 2)
  }

  @Test(arguments: available) func `a block of steps is read as rows from its first step on`(
    set: InstructionSet
  ) {
    var bench = Bench()
    bench.symbols = [0, 0, 0, 0, 1, 0, 1, 1]
    let all = bench.place([1, 2, 3, 4, 5, 6, 7, 8], width: 1, slots: .sequence)
    let block = bench.place([10, 20, 30, 40], width: 1, slots: .turns(2))
    let sums = bench.place([0, 0], width: 1)
    var program = Program()
    program.strips(
      [StripOperation(.add, out: 0, a: 0, b: 1)], memory: [all, block], temporaries: 0, width: 1)
    program.scatterAdd(all, into: sums, symbols: 2)
    let found = bench.run(program, on: set, rows: 4, from: 2)
    #expect(found == [1, 2, 3, 4, 15, 26, 37, 48, 10, 20, 30, 40, 26, 100])
    #expect(block.start(step: 3, batch: 2) == 10)
  }

  @Test(arguments: available) func `programs one behind the other are one`(set: InstructionSet) {
    var bench = Bench()
    bench.symbols = [1, 0]
    let table = bench.place([1, 2, 3, 4], width: 2)
    let a = bench.place(count: 4, width: 2)
    let b = bench.place(count: 4, width: 2)
    var first = Program()
    first.gather(table, symbols: 2, into: a)
    first.strips(
      [StripOperation(.multiplyConstant, out: 0, a: 0, k: 10)], memory: [a], temporaries: 0,
      width: 2)
    var second = Program()
    second.strips(
      [StripOperation(.add, out: 1, a: 0, b: 2)], memory: [a, b, table], temporaries: 0, width: 2)
    var both = first
    both.append(second)
    #expect(bench.run(both, on: set)[4...] == [30, 40, 10, 20, 31, 42, 13, 24])
    #expect(both.operationsPerRow == first.operationsPerRow + second.operationsPerRow)
  }

  @Test(arguments: available) func `losses are measured and differentiated`(set: InstructionSet) {
    let machine = Machine(workspace: 16, instructionSet: set)
    machine.write([0, 0, 5, 5, 1, 0], at: 0)
    var none: [Float] = []
    var predictions: [Int32] = [-1, -1, -1]
    machine.open(parameters: [], gradients: &none, symbols: [], lengths: nil, batch: 3) {
      let place = Place(base: 0, width: 2)
      let loss = $0.softmaxCrossEntropy(
        logits: place, rows: 3, targets: [0, 1, -1], scale: 0.5, gradient: Place(base: 8, width: 2),
        predictions: &predictions)
      #expect(abs(loss - 2 * 0.693_147_180_559_945) < 1e-6)
      let square = $0.squaredError(
        outputs: place, rows: 3, targets: [1, 0, 5, 3, 9, 9], counts: [true, true, false], scale: 1,
        gradient: nil)
      #expect(square == 5)
    }
    #expect(predictions == [0, 0, 0])
    #expect(machine.read(8..<14) == [-0.25, 0.25, 0.25, -0.25, 0, 0])
  }

  /// A gradient that has decayed over a long lag must not slow the products.
  @Test(arguments: available) func `denormals are zero inside, and as before outside`(
    set: InstructionSet
  ) {
    var bench = Bench()
    let tiny = bench.place([1e-30, 1], width: 1)
    var program = Program()
    program.strips(
      [StripOperation(.multiplyConstant, out: 0, a: 0, k: 1e-10)], memory: [tiny],
      temporaries: 0, width: 1)
    #expect(bench.run(program, on: set) == [0, 1e-10])
    #expect(Float(1e-30) * Float(bench.values[1] * 1e-10) > 0)
  }
}
