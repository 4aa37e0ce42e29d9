import CKernels
import Testing

@Suite struct OuterTests {
  private func check(
    _ level: Level, rows: Int, m: Int, n: Int, generator: inout SeededGenerator
  ) {
    let delta = GuardedBuffer(generator.floats(rows * m))
    let operand = GuardedBuffer(generator.floats(rows * n))
    let initial = generator.floats(m * n)
    let gradient = GuardedBuffer(initial)
    level.kernels.outer(
      Int64(rows), Int64(m), Int64(n), delta.start, Int64(m), operand.start, gradient.start)

    var sums = initial.map(Double.init)
    let (d, x) = (delta.values, operand.values)
    for r in 0..<rows {
      for i in 0..<m {
        for j in 0..<n { sums[i * n + j] += Double(d[r * m + i]) * Double(x[r * n + j]) }
      }
    }
    let worst = zip(gradient.values, sums).reduce(0) { worst, pair in
      let error = abs(Double(pair.0) - pair.1)
      return error > worst || error.isNaN ? error : worst
    }
    let total = Double(rows + 1)
    let shape: Comment = "rows \(rows), m \(m), n \(n), seed \(SeededGenerator.seed)"
    #expect(worst <= total * total * 0x1p-24, shape)
    #expect(delta.isIntact && operand.isIntact && gradient.isIntact, shape)
  }

  @Test("Agrees with sums in Double past every border of a tile", arguments: Level.available)
  func tileBorders(level: Level) {
    var generator = SeededGenerator()
    for m in 1...17 {
      for _ in 0..<12 {
        check(
          level, rows: .random(in: 1...70, using: &generator), m: m,
          n: .random(in: 1...70, using: &generator), generator: &generator)
      }
    }
    for n in 1...70 { check(level, rows: 3, m: 2, n: n, generator: &generator) }
  }

  @Test("Agrees where rows are taken in blocks", arguments: Level.available)
  func blocks(level: Level) {
    var generator = SeededGenerator()
    for rows in [127, 128, 129, 300, 600] {
      check(level, rows: rows, m: 9, n: 37, generator: &generator)
    }
    check(level, rows: 130, m: 270, n: 261, generator: &generator)
  }

  @Test("The same inputs give the same bits", arguments: Level.available)
  func repeatable(level: Level) {
    var generator = SeededGenerator()
    let delta = GuardedBuffer(generator.floats(300 * 33))
    let operand = GuardedBuffer(generator.floats(300 * 50))
    let results = (0..<2).map { _ in
      let gradient = GuardedBuffer(Array(repeating: 0, count: 33 * 50))
      level.kernels.outer(300, 33, 50, delta.start, 33, operand.start, gradient.start)
      return gradient.bits
    }
    #expect(results[0] == results[1])
  }

  @Test("Sums the columns", arguments: Level.available)
  func columnSum(level: Level) {
    var generator = SeededGenerator()
    for width in 1...140 {
      let rows = Int.random(in: 1...20, using: &generator)
      let a = GuardedBuffer(generator.floats(rows * width))
      let initial = generator.floats(width)
      let sum = GuardedBuffer(initial)
      level.kernels.column_sum(
        Int64(rows), Int64(width), a.start, Int64(width), sum.start)
      let values = a.values
      for j in 0..<width {
        let expected = (0..<rows).reduce(Double(initial[j])) { $0 + Double(values[$1 * width + j]) }
        #expect(abs(Double(sum.values[j]) - expected) < 1e-5, "width \(width)")
      }
      #expect(a.isIntact && sum.isIntact)
    }
  }
}
