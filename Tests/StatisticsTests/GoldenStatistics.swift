import GoldenSupport

/// What SciPy, NumPy and statsmodels say, from Tests/Golden/seed_statistics.py.
struct GoldenStatistics: Decodable, Sendable {
  /// Rounding alone, as the formulas are the same.
  static let tolerance = 1e-9

  struct Student: Decodable, Sendable {
    let degrees: Int
    let level: Double
    let value: Double
  }
  struct Wilson: Decodable, Sendable {
    let successes: Int
    let trials: Int
    let level: Double
    let interval: [Double]
  }
  struct Summary: Decodable, Sendable {
    let values: [Double]
    let mean: Double
    let median: Double
    let deviation: Double
    let shares: [Double]
    let quantiles: [Double]
    let levels: [Double]
    let intervals: [[Double]]
  }
  struct Permutation: Decodable, Sendable {
    let first: [Double]
    let second: [Double]
    let p: Double
  }
  struct Family: Decodable, Sendable {
    let p: [Double]
    let adjusted: [Double]
  }
  struct Course: Decodable, Sendable {
    let steps: [Int]
    let solved: [Int]
    let times: [Int]
    let atRisk: [Int]
    let events: [Double]
    let shares: [Double]
    let errors: [Double?]
    let median: Int?

    enum CodingKeys: String, CodingKey {
      case steps, solved, times, events, shares, errors, median
      case atRisk = "at_risk"
    }
  }

  let normal: [[Double]]
  let student: [Student]
  let wilson: [Wilson]
  let samples: [Summary]
  let permutation: [Permutation]
  let holm: [Family]
  let survival: [Course]

  static func read() throws -> GoldenStatistics {
    try GoldenFile("seed_statistics").read()
  }
}

/// Whether two numbers are equal but for rounding; large ones relative to their size.
func agree(_ found: Double, _ expected: Double) -> Bool {
  abs(found - expected) <= GoldenStatistics.tolerance * max(1, abs(expected))
}
