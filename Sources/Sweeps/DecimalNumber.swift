/// A number exactly as it was written, so that 0.1, 0.2, … in steps of 0.1 meets 0.3.
struct DecimalNumber: Hashable, Sendable {
  /// The number without its decimal point.
  let digits: Int
  /// The power of ten that it is multiplied by.
  let exponent: Int

  /// Reads `5`, `0.25`, `1e-4`; `nil` for anything else, and for more digits than a `Double` keeps.
  init?(_ text: String) {
    var rest = Substring(text)
    var exponent = 0
    if let e = rest.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      guard let power = Int(rest[rest.index(after: e)...]), (-300...300).contains(power) else {
        return nil
      }
      exponent = power
      rest = rest[..<e]
    }
    if let point = rest.firstIndex(of: ".") {
      let decimals = rest[rest.index(after: point)...]
      exponent -= decimals.count
      rest = rest[..<point] + decimals
    }
    guard let digits = Int(rest), digits.magnitude < 1_000_000_000_000_000 else { return nil }
    self.digits = digits
    self.exponent = exponent
  }

  /// The nearest `Double`.
  var value: Double { Self.value(digits, exponent) }

  /// The number in units of a power of ten that divides it; `nil` where that overflows.
  func digits(at unit: Int) -> Int? {
    var digits = digits
    guard digits != 0 else { return 0 }
    for _ in 0..<max(0, exponent - unit) {
      let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      digits = product
    }
    return digits
  }

  /// The `Double` nearest to a decimal number.
  static func value(_ digits: Int, _ exponent: Int) -> Double {
    Double("\(digits)e\(exponent)") ?? .nan
  }

  /// A number with so many significant digits.
  static func rounded(_ value: Double, digits: Int) -> Double {
    guard value != 0, value.isFinite else { return value }
    var exponent = 0
    var scaled = abs(value)
    while scaled >= 10 {
      scaled /= 10
      exponent += 1
    }
    while scaled < 1 {
      scaled *= 10
      exponent -= 1
    }
    var mantissa = scaled
    for _ in 1..<digits { mantissa *= 10 }
    let whole = Int(mantissa.rounded())
    return Self.value(value < 0 ? -whole : whole, exponent - digits + 1)
  }
}
