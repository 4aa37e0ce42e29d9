#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Double {
  /// So many decimals, whatever the language of the machine: `0.50`, `−1.2`.
  func text(decimals: Int) -> String {
    let unit = pow(10, Double(decimals))
    let scaled = (magnitude * unit).rounded()
    guard scaled < 9e15 else { return "\(self)" }
    let (whole, rest) = Int(scaled).quotientAndRemainder(dividingBy: Int(unit))
    let sign = self < 0 && scaled > 0 ? "−" : ""
    guard decimals > 0 else { return "\(sign)\(whole)" }
    let digits = String(rest)
    return "\(sign)\(whole)." + String(repeating: "0", count: decimals - digits.count) + digits
  }

  /// The same with its sign: `+0.12`.
  func signedText(decimals: Int) -> String {
    let text = text(decimals: decimals)
    return self > 0 ? "+" + text : text
  }

  /// The decimals that a number of this size, or one with an error of this size, deserves: two digits
  /// of it.
  var decimalsThatTell: Int {
    guard self != 0, isFinite else { return 0 }
    return min(max(1 - Int(log10(magnitude).rounded(.down)), 0), 9)
  }

  /// A p-value with three digits at most: `= 0.0625`, `< 0.0001`.
  package var pValueText: String {
    if self < 0.0001 { return "< 0.0001" }
    var text = text(decimals: min(2 - Int(log10(self).rounded(.down)), 7))
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return "= \(text)"
  }

  /// A share as a percentage: `95 %`, `99.9 %`.
  var percentText: String {
    let tenths = (self * 1000).rounded()
    let isWhole = tenths.truncatingRemainder(dividingBy: 10) == 0
    return "\((self * 100).text(decimals: isWhole ? 0 : 1)) %"
  }
}
