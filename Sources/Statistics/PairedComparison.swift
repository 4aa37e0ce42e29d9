/// Two models measured with the same seeds: by how much they differ, and whether that is more than
/// chance.
///
/// ```swift
/// let comparison = try PairedComparison(
///   "accuracy at length 20", of: .init("LSTM", lstm), against: .init("SRN", srn))
/// print(comparison.sentence)
/// ```
///
/// A seed fixes data and order for both, so the differences seed by seed vary less than the sides do.
public struct PairedComparison: Sendable, Hashable {
  /// One of the two.
  public struct Side: Sendable, Hashable {
    /// How sentences call it.
    public let name: String
    /// What was measured, by seed.
    public let values: [UInt64: Double]

    /// A side of a comparison.
    public init(_ name: String, _ values: [UInt64: Double]) {
      self.name = name
      self.values = values
    }
  }

  /// What became of the p of one comparison among several.
  public struct Correction: Sendable, Hashable {
    /// The p after Holm's correction.
    public let pValue: Double
    /// The smallest that these seeds could have given after it, the other comparisons being what they
    /// are.
    public let smallestPValue: Double
    /// The comparisons that were made together.
    public let comparisons: Int
  }

  /// What was measured: `accuracy at length 20`. More of it is better.
  public let measure: String
  /// What it would mean if the first had more of it: `remembers longer than`.
  public let claim: String
  /// The name of the first side.
  public let first: String
  /// The name of the second side.
  public let second: String
  /// The seeds that both have, in order.
  public let seeds: [UInt64]
  /// The seeds that only one of them has, in order; they are left out.
  public let seedsLeftOut: [UInt64]
  /// The first less the second, by seed.
  public let differences: Sample
  /// The level of the interval; a corrected p up to 1 less it is called a difference.
  public let level: Double
  /// Of the mean difference; `nil` for a single seed.
  public let interval: ConfidenceInterval?
  /// Whether the difference is more than chance, this comparison being the only one.
  public let test: PermutationTest
  /// What the other comparisons make of it; `nil` as long as it stands alone.
  public private(set) var correction: Correction?

  /// A comparison of the first with the second, seed by seed.
  ///
  /// - Parameter bounds: What a difference cannot leave, such as −1 and 1 for accuracies.
  /// - Throws: ``StatisticsError`` where no seed is common to both, or a value of either is infinite or
  ///   not a number.
  public init(
    _ measure: String, of first: Side, against second: Side,
    claim: String = "remembers longer than", level: Double = 0.95,
    within bounds: ClosedRange<Double>? = nil, resampling: Resampling = Resampling()
  ) throws(StatisticsError) {
    for side in [first, second] {
      for (seed, value) in side.values.sorted(by: { $0.key < $1.key }) where !value.isFinite {
        throw .notFinite("\(measure) of \(side.name) at seed \(seed)", value)
      }
    }
    let pairs = first.values.keys.sorted().compactMap { seed in
      second.values[seed].map { (seed: seed, difference: (first.values[seed] ?? $0) - $0) }
    }
    if pairs.isEmpty { throw .noSharedSeed(first.name, second.name) }
    self.measure = measure
    self.claim = claim
    self.first = first.name
    self.second = second.name
    self.level = level
    seeds = pairs.map(\.seed)
    seedsLeftOut = Set(first.values.keys).symmetricDifference(second.values.keys).sorted()
    differences = try Sample(
      pairs.map(\.difference), of: "the difference of \(first.name) and \(second.name)")
    interval = .bootstrap(
      meanOf: differences, level: level, within: bounds, resampling: resampling)
    test = PermutationTest(ofDifferences: differences, resampling: resampling)
  }

  /// The mean difference, the first less the second.
  public var difference: Double { differences.mean }
  /// The p that counts: corrected where this is one of several comparisons.
  public var pValue: Double { correction?.pValue ?? test.pValue }
  /// The smallest p that these seeds could have given; corrected as ``pValue`` is.
  public var smallestPValue: Double { correction?.smallestPValue ?? test.smallestPValue }

  func corrected(_ correction: Correction) -> PairedComparison {
    var comparison = self
    comparison.correction = correction
    return comparison
  }
}
