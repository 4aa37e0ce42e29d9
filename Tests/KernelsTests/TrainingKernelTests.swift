import CKernels
import Foundation
import Testing

@Suite struct TrainingKernelTests {
  @Test("Softmax and cross-entropy agree with Double", arguments: Level.available)
  func softmax(level: Level) {
    var generator = SeededGenerator()
    for classes in 1...70 {
      let rows = Int.random(in: 1...40, using: &generator)
      let logits = generator.floats(rows * classes, in: -20...20)
      let targets = (0..<rows).map { _ in
        Int32.random(in: -1..<Int32(classes), using: &generator)
      }
      let input = GuardedBuffer(logits)
      let gradient = GuardedBuffer(count: rows * classes)
      var predictions = [Int32](repeating: -7, count: rows + 1)
      let loss = level.kernels.softmax_cross_entropy(
        Int64(rows), Int64(classes), input.start, targets, 0.25, gradient.start, &predictions)

      var expected = 0.0
      let slopes = gradient.values
      for r in 0..<rows {
        let row = logits[r * classes..<(r + 1) * classes].map(Double.init)
        let top = row.max()!
        #expect(predictions[r] == Int32(row.firstIndex(of: top)!))
        let sum = row.reduce(0) { $0 + exp($1 - top) }
        let target = Int(targets[r])
        if target >= 0 { expected += log(sum) + top - row[target] }
        for j in 0..<classes {
          let slope = target < 0 ? 0 : 0.25 * (exp(row[j] - top) / sum - (j == target ? 1 : 0))
          #expect(abs(Double(slopes[r * classes + j]) - slope) < 1e-6)
        }
      }
      #expect(abs(loss - expected) <= 1e-6 * max(1, expected), "\(classes) classes")
      #expect(predictions[rows] == -7)
      #expect(input.isIntact && gradient.isIntact)
      let again = level.kernels.softmax_cross_entropy(
        Int64(rows), Int64(classes), input.start, targets, 0.25, nil, nil)
      #expect(again == loss)
    }
  }

  @Test("The first of equal logits is the prediction", arguments: Level.available)
  func ties(level: Level) {
    var predictions: [Int32] = [0]
    var logits = [Float](repeating: -1, count: 40)
    logits[37] = 2
    logits[19] = 2
    _ = level.kernels.softmax_cross_entropy(1, 40, logits, [0], 1, nil, &predictions)
    #expect(predictions == [19])
  }

  @Test("A logit that is no number shows in the loss", arguments: Level.available)
  func brokenLogits(level: Level) {
    func loss(_ logits: [Float], target: Int32) -> Double {
      var predictions: [Int32] = [0]
      return level.kernels.softmax_cross_entropy(
        1, Int64(logits.count), logits, [target], 1, nil, &predictions)
    }
    for size in [3, 20, 40] {
      for place in [0, size - 1] {
        var logits = [Float](repeating: 1, count: size)
        logits[place] = .nan
        #expect(loss(logits, target: 1).isNaN)
        logits[place] = .infinity
        #expect(!loss(logits, target: 1).isFinite)
        // Impossible is a legitimate thing to say of a class that is not wanted.
        logits[place] = -.infinity
        #expect(abs(loss(logits, target: 1) - log(Double(size - 1))) < 1e-6)
        #expect(loss(logits, target: Int32(place)) == .infinity)
      }
      #expect(loss(Array(repeating: .nan, count: size), target: 0).isNaN)
      #expect(loss(Array(repeating: -.infinity, count: size), target: 0).isNaN)
    }
    #expect(loss([1e30, -1e30], target: 0) == 0)
  }

  @Test("Rows are added to the rows that are named", arguments: Level.available)
  func scatterAdd(level: Level) {
    var generator = SeededGenerator()
    for width in 1...40 {
      let chosen: [Int32] = [2, 0, 2, 2, 3]
      let rows = GuardedBuffer(generator.floats(chosen.count * width))
      let table = GuardedBuffer(generator.floats(4 * width))
      var expected = table.values
      for (row, symbol) in chosen.enumerated() {
        for j in 0..<width { expected[Int(symbol) * width + j] += rows.values[row * width + j] }
      }
      level.kernels.scatter_add(
        Int64(chosen.count), Int64(width), rows.start, Int64(width), chosen, table.start)
      #expect(table.values == expected, "width \(width), seed \(SeededGenerator.seed)")
      #expect(table.isIntact && rows.isIntact)
    }
  }

  @Test("Adam and AdamW take the steps of the paper", arguments: Level.available)
  func adam(level: Level) {
    var generator = SeededGenerator()
    for count in Array(0...35) + [1000] {
      let decay: Float = count % 2 == 0 ? 0 : 0.01
      let settings = ll_adam(
        step_size: 0.003, beta1: 0.9, beta2: 0.999, rest1: 0.1, rest2: 0.001, epsilon: 1e-8,
        correction: 1.7,
        weight_decay: decay)
      let start = [
        generator.floats(count), generator.floats(count), generator.floats(count),
        generator.floats(count, in: 0...1),
      ]
      let buffers = start.map { GuardedBuffer($0) }
      level.kernels.adam(
        Int64(count), settings, buffers[0].start, buffers[1].start, buffers[2].start,
        buffers[3].start)
      let (p, m, v) = (buffers[1].values, buffers[2].values, buffers[3].values)
      for i in 0..<count {
        let g = Double(start[0][i])
        let (b1, b2) = (Double(settings.beta1), Double(settings.beta2))
        let first = b1 * Double(start[2][i]) + (1 - b1) * g
        let second = b2 * Double(start[3][i]) + (1 - b2) * g * g
        let decayed = Double(start[1][i]) * (1 - Double(decay))
        let after = decayed - 0.003 * first / (second.squareRoot() * 1.7 + 1e-8)
        #expect(abs(Double(m[i]) - first) < 1e-6)
        #expect(abs(Double(v[i]) - second) < 1e-6)
        // Where the second moment is small, the step is the larger for it.
        #expect(abs(Double(p[i]) - after) < 1e-6 * max(1, abs(after)))
      }
      #expect(buffers[0].values == start[0])
      #expect(buffers.allSatisfy { $0.isIntact })
    }
  }

  @Test("Sums squares in double", arguments: Level.available)
  func sumOfSquares(level: Level) {
    var generator = SeededGenerator()
    for count in Array(0...70) + [5000] {
      let a = GuardedBuffer(generator.floats(count))
      let expected = a.values.reduce(0) { $0 + Double($1) * Double($1) }
      let sum = level.kernels.sum_of_squares(Int64(count), a.start)
      #expect(abs(sum - expected) <= 1e-12 * max(1, expected), "\(count)")
    }
    // No overflow on the way, and nothing hidden.
    #expect(level.kernels.sum_of_squares(3, [1e30, 1e30, 1]) > 1.9e60)
    #expect(level.kernels.sum_of_squares(17, Array(repeating: .nan, count: 17)).isNaN)
    #expect(level.kernels.sum_of_squares(2, [1, .infinity]) == .infinity)
  }
}
