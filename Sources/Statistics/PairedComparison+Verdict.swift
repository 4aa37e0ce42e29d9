extension PairedComparison {
  /// What the data say.
  public enum Verdict: Sendable, Hashable {
    /// The first has more of what was measured.
    case first
    /// The second has more of it.
    case second
    /// The seeds do not tell them apart.
    case open
    /// However clear the differences were, so few seeds could not tell them apart.
    case tooFewSeeds
  }

  /// What the data say: there is a difference where p, corrected if need be, is at most 1 less the
  /// level, and the interval does not contain 0.
  public var verdict: Verdict {
    let limit = 1 - level + 1e-12
    if pValue <= limit, let interval, !interval.contains(0) {
      return difference > 0 ? .first : .second
    }
    // Where signs are drawn, it is the draws that are too few.
    return test.isExact && smallestPValue > limit ? .tooFewSeeds : .open
  }

  /// The fewest seeds of which p could be small enough, all differing in the same direction.
  public var seedsNeeded: Int {
    let factor = smallestPValue / test.smallestPValue
    var seeds = 1
    while factor * PermutationTest.smallestPValue(pairs: seeds) > 1 - level + 1e-12 { seeds += 1 }
    return seeds
  }
}
