import GoldenSupport

/// What `optimizers.json` holds.
struct GoldenOptimizers: Decodable {
  struct Path: Decodable {
    /// The parameter after each step.
    let parameters: [[Double]]
  }

  struct Clipped: Decodable {
    let limit: Double
    let clipped: [[Double]]
  }

  struct Clippings: Decodable {
    let gradients: [[Double]]
    let globalNorm: Clipped
    let perTensor: Clipped
    let value: Clipped

    enum CodingKeys: String, CodingKey {
      case gradients, value
      case globalNorm = "global-norm"
      case perTensor = "per-tensor"
    }
  }

  struct Rates: Decodable {
    let rates: [Double]
  }

  let first: [Double]
  let gradients: [[Double]]
  let optimizers: [String: Path]
  let clipping: Clippings
  let base_rate: Double
  let schedules: [String: Rates]

  static func read() throws -> GoldenOptimizers { try GoldenFile("optimizers").read() }
}

/// The largest distance between two series.
func distance(_ a: [Float], _ b: [Double]) -> Double {
  precondition(a.count == b.count, "\(a.count) numbers against \(b.count)")
  return zip(a, b).map { abs(Double($0) - $1) }.max() ?? 0
}
