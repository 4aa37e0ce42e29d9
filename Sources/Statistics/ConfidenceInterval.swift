/// Where a quantity lies, as far as the data say, and by which method that was found.
///
/// Of many intervals of level 0.95, made from other data in the same way, 95 % contain the quantity.
public struct ConfidenceInterval: Sendable, Hashable, Encodable, CustomStringConvertible {
  /// How an interval was found; its description is the name that a table prints.
  public enum Method: String, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The score interval of a share: from the number of answers of a single run.
    case wilson = "Wilson"
    /// Of a mean: from the spread between seeds.
    case bootstrapOverSeeds = "bootstrap over seeds"

    /// `Wilson`, `bootstrap over seeds`
    public var description: String { rawValue }
  }

  /// The lower end.
  public let low: Double
  /// The upper end.
  public let high: Double
  /// How often such an interval contains the quantity: 0.95 for 95 %.
  public let level: Double
  /// How the ends were found.
  public let method: Method

  init(low: Double, high: Double, level: Double, method: Method) {
    precondition(low <= high, "an interval from \(low) to \(high)")
    self.low = low
    self.high = high
    self.level = level
    self.method = method
  }

  /// The distance between the ends.
  public var width: Double { high - low }

  /// Whether it is a single point, because all seeds gave the same number.
  ///
  /// That is no certainty: such data do not show how much another seed would differ.
  public var isPoint: Bool { low == high }

  /// Whether a value lies between the ends, or on one.
  public func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// The interval of the quantity with its sign turned.
  var negated: ConfidenceInterval {
    ConfidenceInterval(low: -high, high: -low, level: level, method: method)
  }

  /// `0.05 to 0.19 (95 %, bootstrap over seeds)`
  public var description: String {
    "\(ends) (\(level.percentText), \(method)\(isPoint ? ", all seeds agree" : ""))"
  }

  /// `0.05 to 0.19`
  var ends: String {
    let decimals = width.decimalsThatTell
    return isPoint
      ? low.text(decimals: low.decimalsThatTell)
      : "\(low.text(decimals: decimals)) to \(high.text(decimals: decimals))"
  }

  static func check(level: Double) {
    precondition(
      (0.8...0.999).contains(level), "an interval of level \(level), not one from 0.8 to 0.999")
  }
}
