/// How many cases are looked at where all of them would be too many, and which.
///
/// A value rather than a stream that is passed along: the same numbers have the same interval and the
/// same p, whatever was computed before them.
public struct Resampling: Sendable, Hashable, Codable {
  /// Decides what is drawn.
  public let seed: UInt64
  /// Cases that are drawn where there are more than `limit`.
  public let draws: Int
  /// Up to this number of cases all of them are looked at, and nothing is drawn: with 100,000, the
  /// resamples of 10 seeds and the signs of 16 pairs.
  public let limit: Int

  /// A way to look at cases.
  ///
  /// - Parameters:
  ///   - draws: At least 100.
  ///   - limit: At most 1,000,000.
  public init(seed: UInt64 = 0, draws: Int = 10_000, limit: Int = 100_000) {
    precondition(draws >= 100, "\(draws) draws say too little; take 100 or more")
    precondition(
      (0...1_000_000).contains(limit), "\(limit) cases cannot all be looked at; 1000000 can")
    self.seed = seed
    self.draws = draws
    self.limit = limit
  }
}
