#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How far from zero a level of a distribution reaches: 1.96 for 95 % of the normal one.
enum CriticalValue {
  /// Of the standard normal distribution.
  static func normal(level: Double) -> Double {
    value(at: level) { erf($0 / 2.0.squareRoot()) }
  }

  /// Of Student's distribution.
  static func student(level: Double, degreesOfFreedom: Int) -> Double {
    precondition(degreesOfFreedom > 0, "a spread needs two values")
    return value(at: level) { studentShare(within: $0, degreesOfFreedom: degreesOfFreedom) }
  }

  /// Where a share that grows with the distance reaches a level, by bisection to the last bit.
  private static func value(at level: Double, share: (Double) -> Double) -> Double {
    var (low, high) = (0.0, 1.0)
    while share(high) < level { (low, high) = (high, 2 * high) }
    while true {
      let middle = (low + high) / 2
      guard low < middle, middle < high else { return middle }
      if share(middle) < level { low = middle } else { high = middle }
    }
  }

  /// The probability that Student's t lies within ±t: a finite sum for whole degrees of freedom
  /// (Abramowitz & Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4).
  private static func studentShare(within t: Double, degreesOfFreedom n: Int) -> Double {
    let angle = atan(t / Double(n).squareRoot())
    let (sine, cosine) = (sin(angle), cos(angle))
    let isEven = n.isMultiple(of: 2)
    var (term, sum) = (isEven ? 1 : cosine, 0.0)
    for k in stride(from: isEven ? 2 : 3, through: n, by: 2) {
      sum += term
      term *= cosine * cosine * Double(k - 1) / Double(k)
    }
    return isEven ? sine * sum : 2 / Double.pi * (angle + sine * sum)
  }
}
