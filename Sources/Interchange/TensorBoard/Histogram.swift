/// How many of some numbers lie where, in buckets of equal width.
struct Histogram: Equatable {
  let least: Double
  let most: Double
  let count: Int
  let sum: Double
  let sumOfSquares: Double
  /// The upper end of each bucket, in order.
  let limits: [Double]
  /// The numbers in each.
  let counts: [Double]

  static let buckets = 50

  /// Of the finite ones among some numbers; `nil` where there is none.
  ///
  /// Shares, as most gates are, lie in buckets from 0 to 1, so that they can be compared from step to
  /// step; anything else from its least to its most.
  init?(_ values: some Sequence<Float>) {
    let numbers = values.lazy.map(Double.init).filter(\.isFinite)
    guard let first = numbers.first(where: { _ in true }) else { return nil }
    var (least, most, sum, squares, count) = (first, first, 0.0, 0.0, 0)
    for number in numbers {
      (least, most) = (min(least, number), max(most, number))
      sum += number
      squares += number * number
      count += 1
    }
    let range = least >= 0 && most <= 1 ? 0...1 : least...max(most, least + 1e-12 * abs(least))
    let width = (range.upperBound - range.lowerBound) / Double(Self.buckets)
    var counts = [Double](repeating: 0, count: Self.buckets)
    for number in numbers {
      let place = width > 0 ? Int((number - range.lowerBound) / width) : 0
      counts[min(place, Self.buckets - 1)] += 1
    }
    (self.least, self.most, self.count) = (least, most, count)
    (self.sum, sumOfSquares, self.counts) = (sum, squares, counts)
    limits = (1...Self.buckets).map { range.lowerBound + Double($0) * width }
  }
}
