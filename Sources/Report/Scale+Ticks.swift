extension Scale {
  /// A value worth a label on an axis.
  public struct Tick: Sendable, Equatable {
    /// The value.
    public let value: Double
    /// Its label: `0.5`, `5,000`, `10⁻³`.
    public let label: String
  }

  /// Round values inside the domain, about as many as asked for.
  public func ticks(about count: Int = 5) -> [Tick] {
    switch kind {
    case .linear: linearTicks(about: max(1, count))
    case .logarithmic: logarithmicTicks(about: max(1, count))
    }
  }

  private func linearTicks(about count: Int) -> [Tick] {
    let step = Scale.niceStep(width: domain.upperBound - domain.lowerBound, count: count)
    let first = (domain.lowerBound / step - 1e-9).rounded(.up)
    let last = (domain.upperBound / step + 1e-9).rounded(.down)
    guard first <= last && last - first < 100 else { return [] }
    let decade = Scale.decade(of: step * 1.000_001)
    let largest = max(abs(domain.lowerBound), abs(domain.upperBound))
    let plain = decade >= -4 && largest < 1e7
    return stride(from: first, through: last, by: 1).map { multiple in
      let value = multiple * step
      let label =
        plain
        ? Numeral.fixed(value, decimals: max(0, -decade))
        : Numeral.significant(value, digits: 2)
      return Tick(value: multiple == 0 ? 0 : value, label: label)
    }
  }

  private func logarithmicTicks(about count: Int) -> [Tick] {
    let low = domain.lowerBound * (1 - 1e-9)
    let high = domain.upperBound * (1 + 1e-9)
    let decades = Scale.decade(of: low)...max(Scale.decade(of: low), Scale.decade(of: high))
    let whole = decades.filter { (low...high).contains(Scale.powerOfTen($0)) }
    if whole.count > 2 || (whole.count == 2 && count <= 3) {
      let every = [1, 2, 3, 5, 10, 20, 50, 100].first { whole.count <= ($0 * (count + 1)) } ?? 200
      let shown = whole.filter { $0.isMultiple(of: every) }
      let plain = shown.allSatisfy { (-2...3).contains($0) }
      return shown.map { exponent in
        let value = Scale.powerOfTen(exponent)
        let label =
          plain ? Numeral.significant(value, digits: 1) : Numeral.powerOfTen(exponent)
        return Tick(value: value, label: label)
      }
    }
    // Less than two decades: 1, 2, 5 within each.
    let fine = decades.flatMap { exponent in
      [1.0, 2, 5].map { $0 * Scale.powerOfTen(exponent) }
    }.filter { (low...high).contains($0) }
    guard fine.count >= 2 else { return linearTicks(about: count) }
    return fine.map { Tick(value: $0, label: Numeral.significant($0, digits: 1)) }
  }

  /// 1, 2 or 5 times a power of ten, so that about `count` of them make up the width.
  static func niceStep(width: Double, count: Int) -> Double {
    let rough = width / Double(max(1, count))
    let decade = Scale.powerOfTen(Scale.decade(of: rough))
    let multiple = rough / decade
    return (multiple < 1.5 ? 1 : multiple < 3.5 ? 2 : multiple < 7.5 ? 5 : 10) * decade
  }

  /// The domain, widened so that it begins and ends at round numbers.
  static func widened(_ domain: ClosedRange<Double>, kind: Kind) -> ClosedRange<Double> {
    let low = domain.lowerBound
    let high = domain.upperBound
    switch kind {
    case .linear:
      let step = niceStep(width: high - low, count: 10)
      let below = (low / step + 1e-9).rounded(.down)
      let above = (high / step - 1e-9).rounded(.up)
      return (below * step)...(above * step)
    case .logarithmic:
      let below = powerOfTen(decade(of: low))
      let above = powerOfTen(decade(of: high))
      let round = [5.0, 2, 1].map { $0 * below }.first { $0 <= low * (1 + 1e-9) } ?? low
      let top = [1.0, 2, 5, 10].map { $0 * above }.first { $0 >= high * (1 - 1e-9) } ?? high
      return round...top
    }
  }
}
