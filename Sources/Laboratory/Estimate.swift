#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An estimate with its 95 % interval, and the method by which the interval was found.
public struct Estimate: Sendable, Hashable, Codable {
  /// How an interval was found.
  public enum Method: String, Sendable, Hashable, Codable {
    /// Wilson's score interval of a share (Wilson, JASA 22, 1927): from one run's number of rows.
    case wilson
    /// Student's t interval of a mean: from the spread between seeds.
    case student
  }

  /// The estimate.
  public let mean: Double
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// How the ends were found.
  public let method: Method

  /// Half the distance between the ends.
  public var halfWidth: Double { (upper - lower) / 2 }

  /// Wilson's interval of a share of so many rows.
  public static func wilson(share: Double, of rows: Int) -> Estimate {
    precondition(rows > 0, "a share of no rows")
    let (z, n) = (1.959963984540054, Double(rows))
    let center = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half =
      z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return Estimate(
      mean: share, lower: max(0, center - half), upper: min(1, center + half), method: .wilson)
  }

  /// Student's interval of the mean of some shares, one per seed, kept within 0 and 1.
  public static func student(shares: [Double]) -> Estimate {
    precondition(shares.count > 1, "a spread needs two seeds")
    let n = Double(shares.count)
    let mean = shares.reduce(0, +) / n
    let variance = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    let half = studentQuantile(degreesOfFreedom: shares.count - 1) * (variance / n).squareRoot()
    return Estimate(
      mean: mean, lower: max(0, mean - half), upper: min(1, mean + half), method: .student)
  }

  /// The interval of accuracies, one per seed: between seeds where there are several, of the rows of
  /// a single one.
  public static func of(accuracies: [Double], rows: Int) -> Estimate {
    accuracies.count > 1
      ? student(shares: accuracies) : wilson(share: accuracies.first ?? 0, of: max(rows, 1))
  }

  /// The 97.5 % point of Student's distribution, by bisection on its distribution function.
  static func studentQuantile(degreesOfFreedom: Int) -> Double {
    var (low, high) = (0.0, 13.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if studentShare(within: middle, degreesOfFreedom: degreesOfFreedom) < 0.95 {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }

  /// The probability that Student's t lies within ±t: a finite sum for whole degrees of freedom
  /// (Abramowitz & Stegun, 26.7.3 and 26.7.4).
  private static func studentShare(within t: Double, degreesOfFreedom n: Int) -> Double {
    let angle = atan(t / Double(n).squareRoot())
    let (sine, cosine) = (sin(angle), cos(angle))
    var (term, sum) = (1.0, 0.0)
    if n.isMultiple(of: 2) {
      for k in stride(from: 0, to: n, by: 2) {
        if k > 0 { term *= cosine * cosine * Double(k - 1) / Double(k) }
        sum += term
      }
      return sine * sum
    }
    if n > 1 {
      term = cosine
      for k in stride(from: 1, to: n - 1, by: 2) {
        if k > 1 { term *= cosine * cosine * Double(k - 1) / Double(k) }
        sum += term
      }
      if n == 3 { sum = cosine }
    }
    return 2 / Double.pi * (angle + sine * sum)
  }
}
