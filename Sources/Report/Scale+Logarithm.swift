// Not for its logarithm: in a debug build `rounded()` calls the C library's, which has to be linked.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

extension Scale {
  /// The decimal logarithm of a positive number, to about 1e-14.
  ///
  /// Written out because the C libraries differ in the last bit, and a figure drawn from the same numbers
  /// should be the same bytes on every machine.
  static func logarithm(_ value: Double) -> Double {
    // value = m · 2ᵉ with m in [1, 2), and ln m = 2 artanh((m − 1) / (m + 1)), a quickly falling series.
    let ratio = (value.significand - 1) / (value.significand + 1)
    let square = ratio * ratio
    var term = ratio
    var sum = 0.0
    for odd in stride(from: 1.0, through: 31, by: 2) {
      sum += term / odd
      term *= square
    }
    let naturalOfTwo = 0.693_147_180_559_945_3
    let naturalOfTen = 2.302_585_092_994_045_7
    return (Double(value.exponent) * naturalOfTwo + 2 * sum) / naturalOfTen
  }

  /// The exponent of the power of ten at or below a positive number: 3 for 1,000 and for 9,999.
  static func decade(of value: Double) -> Int {
    guard value > 0 && value.isFinite else { return 0 }
    var exponent = Int(logarithm(value).rounded(.down))
    // The logarithm may miss a whole number by its last bit; the power of ten itself is exact.
    if exponent < 308 && powerOfTen(exponent + 1) <= value { exponent += 1 }
    if exponent > -323 && powerOfTen(exponent) > value { exponent -= 1 }
    return exponent
  }

  /// 10 to a whole power, correctly rounded.
  static func powerOfTen(_ exponent: Int) -> Double {
    Double("1e\(min(max(exponent, -323), 308))") ?? 1
  }
}
