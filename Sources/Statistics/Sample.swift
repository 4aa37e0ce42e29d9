/// Some numbers of the same kind, one per seed: accuracies, losses, differences.
///
/// ```swift
/// let accuracies = try Sample([0.81, 0.75, 0.77, 0.76, 0.72], of: "accuracy")
/// print(accuracies.mean, accuracies.median)
/// ```
public struct Sample: Sendable, Hashable {
  /// The numbers, as they were given: at least one, all finite.
  public let values: [Double]

  /// A sample of some numbers.
  ///
  /// - Parameter name: What they are, for errors.
  /// - Throws: ``StatisticsError`` where there is no number, or one is infinite or not a number.
  public init(_ values: some Sequence<Double>, of name: String = "a sample") throws(StatisticsError)
  {
    self.values = Array(values)
    if self.values.isEmpty { throw .noValues(of: name) }
    for (index, value) in self.values.enumerated() where !value.isFinite {
      throw .notFinite("value \(index + 1) of \(name)", value)
    }
  }

  /// How many there are.
  public var count: Int { values.count }

  /// Their mean.
  public var mean: Double {
    // Around the first value, so that the mean of equal numbers is that number to the bit.
    let first = values[0]
    return first + values.reduce(0) { $0 + ($1 - first) } / Double(count)
  }

  /// The one in the middle; the mean of the two in the middle where their number is even.
  public var median: Double { quantile(0.5) }

  /// Whether all are the same number, which says nothing about how much others would differ.
  public var isConstant: Bool { values.allSatisfy { $0 == values[0] } }

  /// The standard deviation of what they were drawn from, by n − 1; `nil` for a single number.
  public var standardDeviation: Double? {
    guard count > 1 else { return nil }
    let mean = mean
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count - 1)).squareRoot()
  }

  /// The number below which a share of them lies, interpolated between neighbors as NumPy does
  /// unless told otherwise (type 7 of Hyndman & Fan, The American Statistician 50, 1996).
  public func quantile(_ share: Double) -> Double {
    precondition((0...1).contains(share), "a share lies within 0 and 1, not \(share)")
    let sorted = values.sorted()
    let place = share * Double(count - 1)
    let below = min(Int(place), count - 1)
    let above = min(below + 1, count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
