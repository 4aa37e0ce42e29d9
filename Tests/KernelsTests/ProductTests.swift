import CKernels
import Testing

@Suite struct ProductTests {
  /// One summand, in memory and packed.
  private struct Term {
    let a: GuardedBuffer
    let weights: [Float]
    let packed: GuardedBuffer
    let depth: Int

    init(
      rows: Int, depth: Int, columns: Int, transposed: Bool, kernels: ll_kernels,
      generator: inout SeededGenerator
    ) {
      self.depth = depth
      a = GuardedBuffer(generator.floats(rows * depth))
      weights = generator.floats(depth * columns)
      packed = GuardedBuffer(count: Int(kernels.packed_count(Int64(depth), Int64(columns))))
      // Stored [columns × depth] when transposed; `w(d, j)` is the same number either way.
      var stored = weights
      if transposed {
        for d in 0..<depth {
          for j in 0..<columns { stored[j * depth + d] = weights[d * columns + j] }
        }
      }
      let source = GuardedBuffer(stored)
      kernels.pack(
        Int64(depth), Int64(columns), source.start, Int64(transposed ? 1 : columns),
        Int64(transposed ? depth : 1), packed.start)
    }

    func inC(fromRow row: Int = 0) -> ll_term {
      ll_term(a: a.start + row * depth, packed: packed.start, depth: Int64(depth))
    }
  }

  private enum Addend: CaseIterable { case none, other, out }

  /// Runs one product and compares it with sums in Double.
  private func check(
    _ level: Level, rows: Int, columns: Int, depths: [Int], addend: Addend,
    generator: inout SeededGenerator
  ) {
    let kernels = level.kernels
    let terms = depths.enumerated().map { i, depth in
      Term(
        rows: rows, depth: depth, columns: columns, transposed: i % 2 == 1, kernels: kernels,
        generator: &generator)
    }
    let initial = generator.floats(rows * columns)
    let other = GuardedBuffer(initial)
    let out = addend == .out ? GuardedBuffer(initial) : GuardedBuffer(count: rows * columns)
    let start: UnsafeMutablePointer<Float>? =
      switch addend {
      case .none: nil
      case .other: other.start
      case .out: out.start
      }
    kernels.product(
      Int64(rows), Int64(columns), Int32(terms.count), terms.map { $0.inC() }, start,
      Int64(columns), nil, out.start)

    let shape: Comment =
      "\(rows) x \(depths) x \(columns), addend \(addend), seed \(SeededGenerator.seed)"
    var worst = 0.0
    let result = out.values
    let inputs = terms.map { $0.a.values }
    for i in 0..<rows {
      for j in 0..<columns {
        var sum = addend == .none ? 0 : Double(initial[i * columns + j])
        for (term, a) in zip(terms, inputs) {
          for k in 0..<term.depth {
            sum += Double(a[i * term.depth + k]) * Double(term.weights[k * columns + j])
          }
        }
        let error = abs(Double(result[i * columns + j]) - sum)
        worst = error > worst || error.isNaN ? error : worst
      }
    }
    // |a|, |w| <= 1: no partial sum is above depth + 1, and each rounds once or twice.
    let total = Double(depths.reduce(1, +))
    #expect(worst <= total * total * 0x1p-24, shape)
    #expect(out.isIntact && other.isIntact, shape)
    #expect(terms.allSatisfy { $0.a.isIntact && $0.packed.isIntact }, shape)
  }

  @Test("Agrees with sums in Double past every border of a tile", arguments: Level.available)
  func tileBorders(level: Level) {
    var generator = SeededGenerator()
    for rows in 1...17 {
      for _ in 0..<16 {
        let depths = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
          Int.random(in: 1...70, using: &generator)
        }
        check(
          level, rows: rows, columns: .random(in: 1...70, using: &generator), depths: depths,
          addend: Addend.allCases.randomElement(using: &generator)!, generator: &generator)
      }
    }
  }

  @Test("Agrees for every number of columns", arguments: Level.available)
  func columns(level: Level) {
    var generator = SeededGenerator()
    for columns in 1...70 {
      check(
        level, rows: 3, columns: columns, depths: [5, 17], addend: .other, generator: &generator)
    }
  }

  @Test("Agrees where few rows walk panels side by side", arguments: Level.available)
  func fewRows(level: Level) {
    var generator = SeededGenerator()
    for rows in 1...3 {
      for columns in [31, 64, 65, 127, 128, 129, 160, 257, 300] {
        for addend in Addend.allCases {
          check(
            level, rows: rows, columns: columns, depths: [9, 1], addend: addend,
            generator: &generator)
        }
      }
    }
  }

  @Test("Agrees where rows are taken in blocks", arguments: Level.available)
  func blocks(level: Level) {
    var generator = SeededGenerator()
    check(level, rows: 71, columns: 33, depths: [700, 400], addend: .out, generator: &generator)
  }

  @Test("A batch equals its sequences one by one, to the bit", arguments: Level.available)
  func batchEqualsSingles(level: Level) {
    var generator = SeededGenerator()
    let kernels = level.kernels
    for rows in 2...17 {
      let columns = Int.random(in: 1...200, using: &generator)
      let terms = [37, 8].map {
        Term(
          rows: rows, depth: $0, columns: columns, transposed: false, kernels: kernels,
          generator: &generator)
      }
      let together = GuardedBuffer(count: rows * columns)
      kernels.product(
        Int64(rows), Int64(columns), 2, terms.map { $0.inC() }, nil, 0, nil, together.start)
      let alone = GuardedBuffer(count: rows * columns)
      for row in 0..<rows {
        kernels.product(
          1, Int64(columns), 2, terms.map { $0.inC(fromRow: row) }, nil, 0, nil,
          alone.start + row * columns)
      }
      #expect(together.bits == alone.bits, "rows \(rows), seed \(SeededGenerator.seed)")
    }
  }

  /// A product of one term, with what it starts from.
  private func product(
    _ level: Level, _ rows: Int, _ columns: Int, _ term: Term, from start: GuardedBuffer,
    stride: Int, chosen: [Int32]? = nil
  ) -> GuardedBuffer {
    let out = GuardedBuffer(count: rows * columns)
    level.kernels.product(
      Int64(rows), Int64(columns), 1, [term.inC()], start.start, Int64(stride), chosen, out.start)
    return out
  }

  @Test("Rows that a product looks up are those it would be given", arguments: Level.available)
  func chosenRows(level: Level) {
    var generator = SeededGenerator()
    for rows in 1...17 {
      let columns = Int.random(in: 1...70, using: &generator)
      let term = Term(
        rows: rows, depth: 5, columns: columns, transposed: false, kernels: level.kernels,
        generator: &generator)
      let table = GuardedBuffer(generator.floats(3 * columns))
      let chosen = (0..<rows).map { _ in Int32.random(in: 0..<3, using: &generator) }
      let gathered = GuardedBuffer(
        chosen.flatMap { table.values[Int($0) * columns..<(Int($0) + 1) * columns] })
      let given = product(level, rows, columns, term, from: gathered, stride: columns)
      let lookedUp = product(
        level, rows, columns, term, from: table, stride: columns, chosen: chosen)
      #expect(lookedUp.bits == given.bits, "\(rows) x \(columns), seed \(SeededGenerator.seed)")
      #expect(lookedUp.isIntact && table.isIntact)
    }
  }

  @Test("A row that all start from is as good as one for each", arguments: Level.available)
  func sameRow(level: Level) {
    var generator = SeededGenerator()
    for rows in 1...17 {
      let columns = Int.random(in: 1...200, using: &generator)
      let term = Term(
        rows: rows, depth: 5, columns: columns, transposed: false, kernels: level.kernels,
        generator: &generator)
      let row = GuardedBuffer(generator.floats(columns))
      let repeated = GuardedBuffer((0..<rows).flatMap { _ in row.values })
      let given = product(level, rows, columns, term, from: repeated, stride: columns)
      let same = product(level, rows, columns, term, from: row, stride: 0)
      #expect(same.bits == given.bits, "\(rows) x \(columns), seed \(SeededGenerator.seed)")
      #expect(same.isIntact && row.isIntact)
    }
  }

  @Test("Without terms, the result is the addend or zero", arguments: Level.available)
  func noTerms(level: Level) {
    let addend = GuardedBuffer([1, 2, 3])
    let out = GuardedBuffer(count: 3)
    level.kernels.product(1, 3, 0, nil, addend.start, 3, nil, out.start)
    #expect(out.values == [1, 2, 3])
    level.kernels.product(1, 3, 0, nil, nil, 0, nil, out.start)
    #expect(out.values == [0, 0, 0])
    #expect(out.isIntact)
  }

  @Test("A NaN stays in its row, and shows there", arguments: Level.available)
  func notANumber(level: Level) {
    var generator = SeededGenerator()
    let term = Term(
      rows: 9, depth: 5, columns: 40, transposed: false, kernels: level.kernels,
      generator: &generator)
    term.a.start[4 * 5 + 2] = .nan
    let out = GuardedBuffer(count: 9 * 40)
    level.kernels.product(9, 40, 1, [term.inC()], nil, 0, nil, out.start)
    for (i, value) in out.values.enumerated() { #expect(value.isNaN == (i / 40 == 4)) }
  }
}
