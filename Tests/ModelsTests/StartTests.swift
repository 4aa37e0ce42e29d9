import Cells
import Engine
import Models
import Tasks
import Testing

/// How parameters start: their range, their moments, and what they do not depend on.
struct StartTests {
  static let seed: UInt64 = 11
  static let hidden = 24

  private static func model(
    _ start: Start, cell: String = "lstm-peephole", seed: UInt64 = Self.seed,
    change: (inout Architecture) -> Void = { _ in }
  ) throws -> Model {
    let task = DigitSum(length: 5)
    var architecture = Architecture(
      embedding: 40, cell: CellChoice(cell, hidden: hidden), start: start)
    change(&architecture)
    return try Model(architecture, input: task.input, answer: task.answer, seed: seed)
  }

  /// What a parameter is expected to be drawn from.
  private enum Expected: Equatable {
    case zero
    case uniform(Double)
    case normal(Double)
    case identity
    case orthogonal
  }

  private static func expected(_ start: Start, _ parameter: Parameter) -> Expected {
    let shape = parameter.shape
    let xavier = Expected.uniform(
      (6 / Double(shape[0] + (shape.count > 1 ? shape[1] : 1))).squareRoot())
    let narrow = 1 / Double(hidden).squareRoot()
    switch (start, parameter.role) {
    case (.uniform, .embedding), (.course, .readoutWeights), (.course, .readoutBias):
      return .normal(1)
    case (_, .embedding): return xavier
    case (.uniform, _), (.course, _): return .uniform(narrow)
    case (_, .readoutBias): return .zero
    case (_, .readoutWeights), (.xavier, _): return xavier
    case (.zero, _): return .zero
    case (_, .inputWeights): return xavier
    case (.identity, .recurrentWeights): return .identity
    case (.orthogonal, .recurrentWeights): return .orthogonal
    case (.large, .recurrentWeights): return .normal(2 * narrow)
    default: return .zero
    }
  }

  @Test(arguments: Start.allCases, ["srn", "lstm-peephole", "gru"])
  func `every tensor is drawn from its distribution`(start: Start, cell: String) throws {
    let model = try Self.model(start, cell: cell)
    for parameter in model.network.parameters {
      let scalars = model.parameters[parameter.range].map(Double.init)
      let comment = Comment("\(start) \(parameter.name), seed \(Self.seed)")
      switch Self.expected(start, parameter) {
      case .zero: #expect(scalars.allSatisfy { $0 == 0 }, comment)
      case .uniform(let bound):
        #expect(scalars.allSatisfy { abs($0) <= bound * (1 + 1e-7) }, comment)
        checkMoments(scalars, deviation: bound / 3.squareRoot(), kurtosis: 9.0 / 5, comment)
      case .normal(let deviation):
        checkMoments(scalars, deviation: deviation, kurtosis: 3, comment)
      case .identity:
        let width = parameter.shape[1]
        #expect(
          scalars.enumerated().allSatisfy { $1 == ($0 / width == $0 % width ? 1 : 0) }, comment)
      case .orthogonal: checkOrthonormal(scalars, shape: parameter.shape, comment)
      }
    }
  }

  /// Mean and variance within five of their own standard deviations.
  private func checkMoments(
    _ scalars: [Double], deviation: Double, kurtosis: Double, _ comment: Comment
  ) {
    let count = Double(scalars.count)
    let mean = scalars.reduce(0, +) / count
    let variance = scalars.reduce(0) { $0 + $1 * $1 } / count / (deviation * deviation)
    #expect(abs(mean) < 5 * deviation / count.squareRoot(), comment)
    #expect(abs(variance - 1) < 5 * ((kurtosis - 1) / count).squareRoot(), comment)
  }

  /// Rows of length one that stand at right angles, to the precision of a Float.
  private func checkOrthonormal(_ scalars: [Double], shape: [Int], _ comment: Comment) {
    for i in 0..<shape[0] {
      for j in 0...i {
        let overlap = (0..<shape[1]).reduce(0) {
          $0 + scalars[i * shape[1] + $1] * scalars[j * shape[1] + $1]
        }
        #expect(abs(overlap - (i == j ? 1 : 0)) < 1e-6, comment)
      }
    }
  }

  @Test func `identity leaves what is remembered as it was`() throws {
    let model = try Self.model(.identity, cell: "srn")
    let weights = try #require(model["layers.0.hidden.recurrentWeights"])
    let h = (0..<Self.hidden).map { Float($0) - 7 }
    let product = (0..<Self.hidden).map { row in
      (0..<Self.hidden).reduce(Float(0)) {
        $0 + weights[weights.startIndex + row * Self.hidden + $1] * h[$1]
      }
    }
    #expect(product == h)
  }

  @Test(arguments: Start.allCases)
  func `a parameter's start depends on no other parameter`(start: Start) throws {
    let small = try Self.model(start, cell: "lstm")
    let large = try Self.model(start, cell: "lstm-peephole") {
      $0.layers = 2
      $0.initialState = .learned
    }
    #expect(small.parameters.count < large.parameters.count)
    for parameter in small.network.parameters {
      #expect(small[parameter.name] == large[parameter.name], "\(parameter.name)")
    }
  }

  @Test func `no two tensors start alike`() throws {
    let model = try Self.model(.xavier)
    let starts = model.network.parameters.filter { $0.role == .recurrentWeights }.map {
      Array(model.parameters[$0.range])
    }
    #expect(Set(starts).count == 4)
    let other = try Self.model(.xavier, seed: Self.seed + 1)
    for parameter in model.network.parameters where parameter.role != .readoutBias {
      #expect(model[parameter.name] != other[parameter.name], "\(parameter.name)")
    }
  }

  @Test(arguments: Start.allCases) func `a forget bias replaces only itself`(start: Start) throws {
    let plain = try Self.model(start)
    let biased = try Self.model(start) {
      $0.direction = .bidirectional
      $0.forgetBias = 1.5
    }
    #expect(biased["layers.0.forget.bias"]?.allSatisfy { $0 == 1.5 } == true)
    #expect(biased["layers.0.backward.forget.bias"]?.allSatisfy { $0 == 1.5 } == true)
    for name in ["input.bias", "output.bias", "forget.peephole", "forget.recurrentWeights"] {
      #expect(biased["layers.0.\(name)"] == plain["layers.0.\(name)"], "\(name)")
    }
  }
}
