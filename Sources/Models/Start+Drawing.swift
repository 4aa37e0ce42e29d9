import Engine

extension Start {
  /// Draws a parameter's scalars from a stream of its own, so that no parameter's start depends on
  /// which others there are.
  ///
  /// - Parameters:
  ///   - parameter: What starts.
  ///   - hidden: The width of the cell's state.
  ///   - seed: The experiment's seed.
  func draw(_ parameter: Parameter, hidden: Int, seed: UInt64) -> [Float] {
    var random = RandomStream(seed: seed, name: "weights/\(parameter.name)")
    func zeros() -> [Float] { Array(repeating: 0, count: parameter.count) }
    func uniform(_ bound: Double) -> [Float] {
      (0..<parameter.count).map { _ in Float(random.uniform(in: -bound...bound)) }
    }
    func normal(_ deviation: Double) -> [Float] {
      (0..<parameter.count).map { _ in Float(deviation * random.normal()) }
    }
    func xavier() -> [Float] {
      let fanIn = parameter.shape.count == 2 ? parameter.shape[1] : 1
      return uniform((6 / Double(fanIn + parameter.shape[0])).squareRoot())
    }
    let narrow = 1 / Double(hidden).squareRoot()

    switch parameter.role {
    case .embedding:
      return self == .uniform ? normal(1) : xavier()
    case .readoutWeights, .readoutBias:
      switch self {
      case .uniform: return uniform(narrow)
      case .course: return normal(1)
      default: return parameter.role == .readoutBias ? zeros() : xavier()
      }
    case .initialState:
      return zeros()
    case .inputWeights, .recurrentWeights, .bias, .gain:
      break
    }

    switch (self, parameter.role) {
    case (.xavier, _): return xavier()
    case (.uniform, _), (.course, _): return uniform(narrow)
    case (.zero, _): return zeros()
    case (.large, .recurrentWeights): return normal(2 * narrow)
    case (.large, _): return parameter.role == .inputWeights ? xavier() : zeros()
    case (_, .recurrentWeights):
      let (rows, columns) = (parameter.shape[0], parameter.shape[1])
      return self == .identity
        ? (0..<rows * columns).map { $0 / columns == $0 % columns ? 1 : 0 }
        : Self.orthogonal(rows: rows, columns: columns, from: &random)
    case (_, .inputWeights): return xavier()
    default: return zeros()
    }
  }

  /// Rows (or, of a tall matrix, columns) that are orthonormal: Gram and Schmidt on normal numbers.
  private static func orthogonal(
    rows: Int, columns: Int, from random: inout RandomStream
  ) -> [Float] {
    let (count, length) = (min(rows, columns), max(rows, columns))
    var basis: [[Double]] = []
    while basis.count < count {
      var vector = (0..<length).map { _ in random.normal() }
      // Twice is enough (Kahan, as told by Parlett).
      for _ in 0..<2 {
        for other in basis {
          let overlap = zip(vector, other).reduce(0) { $0 + $1.0 * $1.1 }
          for i in vector.indices { vector[i] -= overlap * other[i] }
        }
      }
      let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if norm > 1e-6 { basis.append(vector.map { $0 / norm }) }
    }
    return (0..<rows * columns).map { index in
      let (row, column) = (index / columns, index % columns)
      return Float(rows <= columns ? basis[row][column] : basis[column][row])
    }
  }
}
