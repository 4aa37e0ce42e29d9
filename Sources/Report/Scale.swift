/// From values to positions in a drawing.
///
/// A scale always has a domain of some width, even when there is nothing to show: an empty series, a single
/// point, values that are all equal, or all zero on a logarithmic scale.
public struct Scale: Sendable, Equatable {
  /// The shape of the scale.
  public enum Kind: Sendable, Equatable {
    /// Equal differences take equal space.
    case linear
    /// Equal ratios take equal space; zero and negative values have no place.
    case logarithmic
  }

  /// Linear or logarithmic.
  public let kind: Kind
  /// The values from one end to the other.
  public let domain: ClosedRange<Double>
  /// Where the lower end of the domain lies.
  public let start: Double
  /// Where the upper end of the domain lies; smaller than `start` on an axis that points up.
  public let end: Double

  /// A scale for exactly this domain. A domain that the kind cannot show is replaced by one that it can.
  public init(_ kind: Kind, domain: ClosedRange<Double>, from start: Double, to end: Double) {
    self.kind = kind
    self.domain = Scale.drawable(domain, kind: kind)
    self.start = start
    self.end = end
  }

  /// A scale that covers all finite values, and, if asked for, begins and ends at round numbers.
  public init(
    _ kind: Kind, covering values: some Sequence<Double>, includingZero: Bool = false,
    roundEnds: Bool = true, from start: Double, to end: Double
  ) {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isFinite && (kind == .linear || value > 0) {
      low = min(low, value)
      high = max(high, value)
    }
    if includingZero && kind == .linear && low <= high {
      low = min(low, 0)
      high = max(high, 0)
    }
    let empty: ClosedRange<Double> = kind == .linear ? 0...1 : 0.1...1
    let domain = Scale.drawable(low <= high ? low...high : empty, kind: kind)
    self.init(
      kind, domain: roundEnds ? Scale.widened(domain, kind: kind) : domain, from: start, to: end)
  }

  /// Where a value lies, or nil if it has no place: not finite, or not positive on a logarithmic scale.
  public func position(_ value: Double) -> Double? {
    guard value.isFinite && (kind == .linear || value > 0) else { return nil }
    let low = domain.lowerBound
    let high = domain.upperBound
    let share: Double
    switch kind {
    case .linear:
      share = (value - low) / (high - low)
    case .logarithmic:
      let from = Scale.logarithm(low)
      share = (Scale.logarithm(value) - from) / (Scale.logarithm(high) - from)
    }
    // Far outside the domain is just outside the drawing: coordinates stay small.
    return start + min(max(share, -10), 10) * (end - start)
  }

  /// A domain of positive width whose width can be computed with.
  private static func drawable(_ domain: ClosedRange<Double>, kind: Kind) -> ClosedRange<Double> {
    let limit = 1e300
    var low = min(max(domain.lowerBound, -limit), limit)
    var high = min(max(domain.upperBound, -limit), limit)
    if kind == .logarithmic {
      if high <= 0 { return 0.1...1 }
      low = max(low, 1e-300)
      high = max(high, 1e-300)
    }
    guard high - low <= 1e-12 * max(abs(low), abs(high)) else { return low...high }
    if kind == .logarithmic { return (low / 2)...(high * 2) }
    if low == 0 { return 0...1 }
    let margin = abs(low) / 10
    return (low - margin)...(high + margin)
  }
}
