@testable import Engine

extension Equation {
  /// `W [4 × 3], U [4 × 4], b [4]`
  private static let affineCount = 12 + 16 + 4

  /// A signal that depends on everything and lies between 0.5 and 2.5: safe to divide by, to take
  /// roots and logarithms of, and never where an absolute value has its kink.
  private static func positive(_ name: String, _ x: Signal, _ h: Signal) -> Signal {
    1.5 + tanh(affine(name, x, h, width: 4))
  }

  /// Every operation in an equation of its own; what it is applied to depends on input and past.
  static let operations: [Equation] = [
    unary("sigmoid") { sigmoid($0) }, unary("tanh") { tanh($0) }, unary("relu") { relu($0 - 1.4) },
    unary("exp") { 0.1 * exp($0) }, unary("log") { log($0) }, unary("sqrt") { sqrt($0) },
    unary("abs") { abs($0) }, unary("abs of negative") { abs(-$0) },
    unary("abs of both") { abs($0 - 1.45) }, unary("minus") { -$0 },
    unary("a + k") { $0 + 0.3 }, unary("k + a") { 0.3 + $0 }, unary("a - k") { $0 - 0.3 },
    unary("k - a") { 0.3 - $0 }, unary("a * k") { $0 * 0.7 }, unary("k * a") { -0.7 * $0 },
    unary("a / k") { $0 / 3 }, unary("k / a") { 0.5 / $0 }, unary("a + a") { $0 + $0 },
    unary("a * a") { 0.3 * ($0 * $0) }, unary("a / a") { $0 / $0 }, unary("a - a") { $0 - $0 },
    unary("rows' sum") { $0 * sum($0) * 0.1 }, unary("rows' mean") { $0 - mean($0) },
    unary("slice") { joined($0[2..<4], $0[0..<2]) },
    unary("overlap") { joined($0[0..<2], $0[1..<3]) },
    unary("part") { $0[1..<2] * $0 * 0.3 },
    unary("joined to itself") { joined($0, $0)[2..<6] },
    binary("a + b") { $0 + $1 }, binary("a - b") { $0 - $1 }, binary("a * b") { 0.3 * ($0 * $1) },
    binary("a / b") { 0.5 * ($0 / $1) }, binary("max") { max($0, $1) },
    binary("max of one side") { max($0 + 3, $1) },
    binary("a b + b a + a") { 0.1 * ($0 * $1 + $1 * $0 + $0) },
    binary("joined") { joined($0, $1)[3..<7] },
  ]

  private static func unary(
    _ name: String, _ function: @escaping @Sendable (Signal) -> Signal
  ) -> Equation {
    Equation(name, parameters: affineCount) { x, h in
      Step(tanh(function(positive("a", x, h))))
    }
  }

  private static func binary(
    _ name: String, _ function: @escaping @Sendable (Signal, Signal) -> Signal
  ) -> Equation {
    Equation(name, parameters: 2 * affineCount) { x, h in
      let (a, b) = (positive("a", x, h), positive("b", x, h))
      return Step(tanh(function(a, b)), candidate: b)
    }
  }

  /// Whole cells, each with something that a plan must treat in a way of its own.
  static let cells: [Equation] = [
    Equation("layer normalization", parameters: affineCount + 8) { x, h in
      let a = affine("hidden", x, h, width: 4)
      let centered = a - mean(a)
      let normal = centered / sqrt(mean(centered * centered) + 1e-2)
      return Step(tanh(shifted("shift", scaled("gain", normal))), candidate: normal)
    },
    // Both parts are known before the loop: nothing in it is a product.
    Equation("minGRU", parameters: 32) { x, h in
      let z = sigmoid(affine("update", x, width: 4))
      let n = affine("candidate", x, width: 4)
      return Step((1 - z) * h + z * n, gates: [.update: z], candidate: n)
    },
    Equation("the input itself in the loop", parameters: 12, hidden: 3) { x, h in
      Step(tanh(x * h + affine("hidden", h, width: 3) + x), candidate: x)
    },
    Equation("the input is shown", parameters: 3, hidden: 3) { x, h in
      Step(x + scaled("decay", h))
    },
    Equation("everything before the loop", parameters: 16) { x, _ in
      Step(tanh(affine("hidden", x, width: 4)))
    },
    Equation("a layer norm of the input before the loop", parameters: 6 + 12 + 16 + 4) { x, h in
      let normal = (x - mean(x)) / sqrt(mean((x - mean(x)) * (x - mean(x))) + 0.1)
      let read = shifted("shift", scaled("gain", normal))
      return Step(tanh(affine("hidden", read, h, width: 4)))
    },
    Equation("one product read twice", parameters: 32) { x, h in
      let a = affine("hidden", x, h, width: 4)
      return Step(tanh(a) + 0.1 * sigmoid(a) * a, gates: [.output: a])
    },
    Equation("a product of a product", parameters: 32 + 20) { x, h in
      let a = tanh(affine("first", x, h, width: 4))
      return Step(tanh(affine("second", a, width: 4)) + 0.5 * h, candidate: a)
    },
    Equation("forty summands", parameters: 40 * 32) { x, h in
      let parts = (0..<40).map { affine("part\($0)", x, h, width: 4) }
      return Step(tanh(parts.dropFirst().reduce(parts[0]) { $0 + $1 } * 0.1))
    },
    Equation("a long row of operations", parameters: 32) { x, h in
      var a = affine("hidden", x, h, width: 4)
      for i in 0..<50 { a = i.isMultiple(of: 2) ? tanh(a) + 0.01 * h : a * 1.5 + a * a * 0.1 }
      return Step(a)
    },
    Equation(
      pair: "states of different widths", parameters: 2 * 36 + 6 + 14, hidden: 2, cell: 6
    ) {
      x, past in
      let f = sigmoid(affine("forget", x, past.hidden, width: 6))
      let n = tanh(affine("candidate", x, past.hidden, width: 6) + scaled("gain", past.cell))
      let c = f * past.cell + (1 - f) * n
      return Step(
        PairState(hidden: tanh(affine("projection", c, width: 2)), cell: c), gates: [.forget: f],
        candidate: n)
    },
    Equation(pair: "a state handed on unchanged", parameters: 32) { x, past in
      Step(
        PairState(
          hidden: tanh(affine("hidden", x, past.hidden, width: 4) + past.cell), cell: past.cell))
    },
    Equation(pair: "states that change places", parameters: 32) { x, past in
      Step(
        PairState(
          hidden: past.cell, cell: tanh(affine("hidden", x, past.hidden, width: 4))))
    },
    Equation(pair: "one value for both states", parameters: 32) { x, past in
      let h = tanh(affine("hidden", x, past.hidden, width: 4) + 0.5 * past.cell)
      return Step(PairState(hidden: h, cell: h), gates: [.output: h])
    },
    Equation(pair: "the past shown as a gate", parameters: 32) { x, past in
      let h = tanh(affine("hidden", x, past.hidden, width: 4) + 0.3 * past.cell)
      return Step(
        PairState(hidden: h, cell: past.hidden), gates: [.input: past.hidden, .forget: past.cell])
    },
    Equation("gains of the input alone", parameters: 3 + 3 + 12, hidden: 3) { x, h in
      let read = shifted("shift", scaled("gain", x))
      return Step(tanh(read * affine("hidden", h, width: 3)), gates: [.input: read])
    },
    Equation("one number remembered", parameters: 3 + 1 + 1, hidden: 1) { x, h in
      Step(tanh(affine("hidden", x, h, width: 1)) + 0.2 * sum(x * h))
    },
    Equation(pair: "a state that nobody reads", parameters: 32) { x, past in
      let h = tanh(affine("hidden", x, past.hidden, width: 4))
      return Step(PairState(hidden: h, cell: past.cell + h))
    },
  ]
}
