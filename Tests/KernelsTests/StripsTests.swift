import CKernels
import Foundation
import Testing

@Suite struct StripsTests {
  /// An operation as the contract describes it, in Double.
  struct Definition: Sendable, CustomStringConvertible {
    let description: String
    let operation: UInt32
    let inputs: Int
    let value: @Sendable (_ a: Double, _ b: Double, _ c: Double, _ k: Double) -> Double

    init(
      _ description: String, _ operation: ll_operation, inputs: Int,
      _ value: @escaping @Sendable (Double, Double, Double, Double) -> Double
    ) {
      self.description = description
      self.operation = operation.rawValue
      self.inputs = inputs
      self.value = value
    }
  }

  static let definitions = [
    Definition("copy", LL_COPY, inputs: 1) { a, _, _, _ in a },
    Definition("add", LL_ADD, inputs: 2) { a, b, _, _ in a + b },
    Definition("subtract", LL_SUBTRACT, inputs: 2) { a, b, _, _ in a - b },
    Definition("multiply", LL_MULTIPLY, inputs: 2) { a, b, _, _ in a * b },
    Definition("divide", LL_DIVIDE, inputs: 2) { a, b, _, _ in a / b },
    Definition("maximum", LL_MAXIMUM, inputs: 2) { a, b, _, _ in max(a, b) },
    Definition("multiply add", LL_MULTIPLY_ADD, inputs: 3) { a, b, c, _ in a * b + c },
    Definition("add constant", LL_ADD_CONSTANT, inputs: 1) { a, _, _, k in a + k },
    Definition("multiply constant", LL_MULTIPLY_CONSTANT, inputs: 1) { a, _, _, k in a * k },
    Definition("subtract from constant", LL_SUBTRACT_FROM_CONSTANT, inputs: 1) { a, _, _, k in
      k - a
    },
    Definition("divide constant", LL_DIVIDE_CONSTANT, inputs: 1) { a, _, _, k in k / a },
    Definition("sigmoid", LL_SIGMOID, inputs: 1) { a, _, _, _ in 1 / (1 + exp(-a)) },
    Definition("tanh", LL_TANH, inputs: 1) { a, _, _, _ in tanh(a) },
    Definition("relu", LL_RELU, inputs: 1) { a, _, _, _ in a > 0 ? a : 0 },
    Definition("exp", LL_EXP, inputs: 1) { a, _, _, _ in exp(a) },
    Definition("log", LL_LOG, inputs: 1) { a, _, _, _ in log(a) },
    Definition("sqrt", LL_SQRT, inputs: 1) { a, _, _, _ in a.squareRoot() },
    Definition("abs", LL_ABS, inputs: 1) { a, _, _, _ in abs(a) },
    Definition("sign", LL_SIGN, inputs: 1) { a, _, _, _ in a > 0 ? 1 : a < 0 ? -1 : 0 },
    Definition("step", LL_STEP, inputs: 2) { a, b, _, _ in a > b ? 1 : 0 },
    Definition("sigmoid gradient", LL_SIGMOID_GRADIENT, inputs: 2) { a, b, _, _ in
      a * b * (1 - b)
    },
    Definition("tanh gradient", LL_TANH_GRADIENT, inputs: 2) { a, b, _, _ in a * (1 - b * b) },
    Definition("relu gradient", LL_RELU_GRADIENT, inputs: 2) { a, b, _, _ in b > 0 ? a : 0 },
  ]

  /// Operand 0 is the result; an operation never looks at an index it has no use for.
  private static func single(_ definition: Definition, k: Float = 0) -> ll_strip_operation {
    ll_strip_operation(
      operation: Int32(definition.operation), out: 0, a: 1, b: definition.inputs > 1 ? 2 : -1,
      c: definition.inputs > 2 ? 3 : -1, k: k)
  }

  /// Applies one operation to values, between fences.
  private static func apply(
    _ level: Level, _ definition: Definition, _ a: [Float], _ b: [Float] = [], _ c: [Float] = [],
    k: Float = 0
  ) -> [Float] {
    let buffers = [GuardedBuffer(count: a.count)] + [a, b, c].map { GuardedBuffer($0) }
    level.kernels.strips(
      Int64(a.count), 1, [single(definition, k: k)], 4, buffers.map(\.start))
    #expect(buffers.allSatisfy { $0.isIntact }, "\(definition)")
    return buffers[0].values
  }

  /// Distance from the exact value in units of the last place of the nearest float.
  private static func ulps(_ value: Float, _ exact: Double) -> Double {
    let nearest = Float(exact)
    if nearest.isNaN { return value.isNaN ? 0 : .infinity }
    if nearest.isInfinite { return value == nearest ? 0 : .infinity }
    let unit = max(Double(nearest.ulp), Double(Float.leastNormalMagnitude.ulp))
    let distance = abs(Double(value) - exact) / unit
    return distance.isNaN ? .infinity : distance
  }

  @Test("The list of definitions is complete")
  func complete() {
    #expect(Set(Self.definitions.map(\.operation)).count == Int(LL_OPERATION_COUNT.rawValue))
  }

  @Test("Every operation at every count around vectors and strips", arguments: Level.available)
  func everyOperation(level: Level) {
    var generator = SeededGenerator()
    for definition in Self.definitions {
      let needsPositive = [LL_LOG.rawValue, LL_SQRT.rawValue].contains(definition.operation)
      for count in Array(0...35) + [63, 64, 65, 150, 511, 512, 513, 1029] {
        let a = generator.floats(count, in: needsPositive ? 0.01...3 : -3...3)
        let b = generator.floats(count, in: -3...3)
        let c = generator.floats(count, in: -3...3)
        let results = Self.apply(level, definition, a, b, c, k: 0.7)
        for i in 0..<count {
          let exact = definition.value(Double(a[i]), Double(b[i]), Double(c[i]), Double(Float(0.7)))
          // Sums of a few rounded values around 27: absolute near zero, relative elsewhere.
          let allowed = 1e-6 * max(abs(exact), 4)
          if !(abs(Double(results[i]) - exact) <= allowed) {
            let call = "\(definition)(\(a[i]), \(b[i]), \(c[i]))"
            Issue.record("\(call) is \(results[i]), seed \(SeededGenerator.seed)")
          }
        }
      }
    }
  }

  @Test("Activations to three units in the last place", arguments: Level.available)
  func accuracy(level: Level) throws {
    var generator = SeededGenerator()
    let ranges: [(ll_operation, [ClosedRange<Float>])] = [
      (LL_SIGMOID, [-87...88, -20...20, -1...1, -0.001...0.001]),
      (LL_TANH, [-100...100, -10...10, -1...1, -0.01...0.01, -1e-30...1e-30]),
      (LL_EXP, [-104...89, -87...88, -1...1, -1e-6...1e-6]),
      (LL_LOG, [0...3e38, 0...10, 0.9...1.1, 0...1e-37]),
    ]
    for (operation, intervals) in ranges {
      let definition = try #require(
        Self.definitions.first { $0.operation == operation.rawValue })
      for range in intervals {
        let a = generator.floats(4000, in: range)
        let worst = zip(a, Self.apply(level, definition, a)).map { x, y in
          (Self.ulps(y, definition.value(Double(x), 0, 0, 0)), x)
        }.max { $0.0 < $1.0 }!
        #expect(worst.0 <= 3, "\(definition)(\(worst.1)), seed \(SeededGenerator.seed)")
      }
    }
  }

  @Test("Activations at their limits", arguments: Level.available)
  func limits(level: Level) throws {
    func at(_ x: Float, _ operation: ll_operation) throws -> Float {
      let definition = try #require(
        Self.definitions.first { $0.operation == operation.rawValue })
      return Self.apply(level, definition, [x])[0]
    }
    let huge = Float.greatestFiniteMagnitude
    for x in [90, 1000, huge, Float.infinity] {
      #expect(try at(x, LL_EXP) == .infinity)
      #expect(try at(x, LL_SIGMOID) == 1)
      #expect(try at(x, LL_TANH) == 1)
      #expect(try at(-x, LL_TANH) == -1)
    }
    for x in [-106, -1000, -huge, -Float.infinity] {
      #expect(try at(x, LL_EXP) == 0)
      #expect(try (0...1e-38).contains(at(x, LL_SIGMOID)))
    }
    #expect(try at(0, LL_EXP) == 1)
    #expect(try at(0, LL_SIGMOID) == 0.5)
    #expect(try at(0, LL_TANH) == 0)
    #expect(try at(1, LL_LOG) == 0)
    #expect(try at(0, LL_LOG) == -.infinity)
    #expect(try at(.infinity, LL_LOG) == .infinity)
    #expect(try at(-1, LL_LOG).isNaN)
    #expect(try at(.leastNonzeroMagnitude, LL_TANH) == .leastNonzeroMagnitude)
  }

  @Test("No operation hides a NaN", arguments: Level.available)
  func notANumber(level: Level) {
    for definition in Self.definitions {
      for input in 0..<definition.inputs {
        let ones: [Float] = [1, 1, 1, 1, 1]
        var operands = [ones, ones, ones]
        operands[input][3] = .nan
        let result = Self.apply(level, definition, operands[0], operands[1], operands[2], k: 1)
        #expect(result[3].isNaN, "\(definition), input \(input)")
        #expect(!result[2].isNaN && !result[4].isNaN, "\(definition), input \(input)")
      }
    }
  }

  @Test("Temporaries carry a strip from one operation to the next", arguments: Level.available)
  func temporaries(level: Level) {
    var generator = SeededGenerator()
    let count = 2 * LL_STRIP + 77
    let a = GuardedBuffer(generator.floats(count))
    let b = GuardedBuffer(generator.floats(count))
    let out = GuardedBuffer(count: count)
    let temporary = GuardedBuffer(count: LL_STRIP)
    func operation(_ which: ll_operation, out: Int32, a: Int32, b: Int32 = -1) -> ll_strip_operation
    {
      ll_strip_operation(operation: Int32(which.rawValue), out: out, a: a, b: b, c: -1, k: 0)
    }
    level.kernels.strips(
      Int64(count), 3,
      [
        operation(LL_MULTIPLY, out: 3, a: 0, b: 1),
        operation(LL_ADD, out: 3, a: 3, b: 0),  // in place
        operation(LL_SUBTRACT, out: 2, a: 3, b: 1),
      ], 3, [a.start, b.start, out.start, temporary.start])
    for i in 0..<count {
      let (x, y) = (a.start[i], b.start[i])
      #expect(out.start[i] == x * y + x - y)
    }
    #expect([a, b, out, temporary].allSatisfy { $0.isIntact })
  }

  @Test("An element's result does not depend on its position", arguments: Level.available)
  func positions(level: Level) {
    for definition in Self.definitions {
      let same = Array(repeating: Float(0.37), count: 150)
      let results = Self.apply(level, definition, same, same, same, k: 0.3)
      #expect(Set(results.map(\.bitPattern)).count == 1, "\(definition)")
    }
  }
}
