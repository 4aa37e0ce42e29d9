import Engine

/// The means of a sample's resamples, less the sample's own mean, in ascending order.
///
/// A resample has as many values as the sample, each drawn from all of them.
struct ResampledMeans {
  private struct Case {
    let mean: Double
    /// In how many ways it can be drawn.
    let ways: Int
  }

  private let cases: [Case]
  private let ways: Int

  init(of sample: Sample, resampling: Resampling) {
    // In order, so that what is drawn does not depend on the order of the seeds.
    let mean = sample.mean
    let deviations = sample.values.map { $0 - mean }.sorted()
    let cases =
      Self.count(of: sample.count, upTo: resampling.limit) <= resampling.limit
      ? Self.all(of: deviations) : Self.drawn(from: deviations, resampling)
    self.cases = cases.sorted { $0.mean < $1.mean }
    ways = cases.reduce(0) { $0 + $1.ways }
  }

  /// Between the means below and above which half of what is outside a share lies.
  func central(share: Double) -> ClosedRange<Double> {
    // The last bit of a share must not decide which case it is.
    let rank = max(1, Int(((1 - share) / 2 * Double(ways) - 1e-6).rounded(.up)))
    return Self.mean(atRank: rank, in: cases)...Self.mean(atRank: rank, in: cases.reversed())
  }

  private static func mean(atRank rank: Int, in cases: some Sequence<Case>) -> Double {
    var passed = 0
    var last = 0.0
    for one in cases where passed < rank {
      passed += one.ways
      last = one.mean
    }
    return last
  }

  /// Different resamples of so many values, C(2n − 1, n); something above the limit where it is
  /// passed.
  private static func count(of n: Int, upTo limit: Int) -> Int {
    var count = 1
    for k in 1...n where count <= limit { count = count * (n - 1 + k) / k }
    return count
  }

  /// Every different resample: how often it holds each value, and the ways to draw that.
  private static func all(of deviations: [Double]) -> [Case] {
    let n = deviations.count
    var cases: [Case] = []
    func choose(from index: Int, left: Int, sum: Double, ways: Int) {
      if index == n - 1 {
        cases.append(Case(mean: (sum + Double(left) * deviations[index]) / Double(n), ways: ways))
        return
      }
      var choices = 1
      for times in 0...left {
        choose(
          from: index + 1, left: left - times, sum: sum + Double(times) * deviations[index],
          ways: ways * choices)
        choices = choices * (left - times) / (times + 1)
      }
    }
    choose(from: 0, left: n, sum: 0, ways: 1)
    return cases
  }

  private static func drawn(from deviations: [Double], _ resampling: Resampling) -> [Case] {
    var stream = RandomStream(seed: resampling.seed, name: "bootstrap")
    let n = deviations.count
    return (0..<resampling.draws).map { _ in
      var sum = 0.0
      for _ in 0..<n { sum += deviations[stream.integer(below: n)] }
      return Case(mean: sum / Double(n), ways: 1)
    }
  }
}
