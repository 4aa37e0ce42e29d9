/// How every number in a report is written: the same on every machine, whatever its language.
public enum Numeral {
  /// A number with so many digits that carry information: `0.731`, `12.3`, `5,000`, `1.25·10⁻⁷`.
  public static func significant(_ value: Double, digits: Int = 3) -> String {
    guard let special = special(value) else {
      let digits = max(1, digits)
      var exponent = Scale.decade(of: abs(value))
      // Rounding may carry into the next decade: 9.996 is 10.0, not 10.00.
      if rounded(abs(mantissa(of: value, exponent)), decimals: digits - 1) >= 10 {
        exponent += 1
      }
      if exponent < -4 || exponent >= 7 {
        let mantissa = fixed(mantissa(of: value, exponent), decimals: digits - 1)
        return "\(mantissa)·\(powerOfTen(exponent))"
      }
      return fixed(value, decimals: max(0, digits - 1 - exponent))
    }
    return special
  }

  /// A number of things: `1 run`, `2,500 runs`.
  public static func counted(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// A number with so many decimals, its thousands grouped: `0.50`, `1,234.5`.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    if value != 0, let special = special(value) { return special }
    let decimals = min(max(0, decimals), 12)
    let scaled = (abs(value) * Scale.powerOfTen(decimals)).rounded()
    guard scaled < 9e15 else { return significant(value) }
    let digits = Int(scaled)
    let unit = Int(Scale.powerOfTen(decimals))
    let sign = value < 0 && digits > 0 ? "−" : ""
    let whole = grouped(digits / unit)
    guard decimals > 0 else { return sign + whole }
    let rest = String(digits % unit)
    return sign + whole + "." + String(repeating: "0", count: decimals - rest.count) + rest
  }

  /// As few digits as will do, at most three after the leading zeros: `19,000`, `0.25`, `0.731`.
  public static func short(_ value: Double) -> String {
    if value == value.rounded() && abs(value) < 1e7 { return fixed(value, decimals: 0) }
    var text = significant(value)
    guard text.contains(".") && !text.contains("·") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// A whole number, its thousands grouped: `19,000`.
  public static func grouped(_ value: Int) -> String {
    var text = ""
    for (index, digit) in String(value.magnitude).reversed().enumerated() {
      if index > 0 && index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (value < 0 ? "−" : "") + String(text.reversed())
  }

  /// A share of one as a percentage that no line break tears apart: `0.731` is `73 %`.
  public static func percent(_ share: Double, decimals: Int = 0) -> String {
    share.isFinite ? fixed(share * 100, decimals: decimals) + "\u{A0}%" : "not a number"
  }

  /// `10⁻³`.
  public static func powerOfTen(_ exponent: Int) -> String {
    let raised: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let digits = String(exponent.magnitude).compactMap(\.wholeNumberValue).map { raised[$0] }
    return "10" + (exponent < 0 ? "⁻" : "") + String(digits)
  }

  private static func special(_ value: Double) -> String? {
    if value.isNaN { return "not a number" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    return value == 0 ? "0" : nil
  }

  /// The value without its power of ten. The smallest numbers lie below the smallest power, hence the detour.
  private static func mantissa(of value: Double, _ exponent: Int) -> Double {
    exponent < -300
      ? value * 1e300 / Scale.powerOfTen(exponent + 300) : value / Scale.powerOfTen(exponent)
  }

  private static func rounded(_ value: Double, decimals: Int) -> Double {
    let unit = Scale.powerOfTen(decimals)
    return (value * unit).rounded() / unit
  }
}
