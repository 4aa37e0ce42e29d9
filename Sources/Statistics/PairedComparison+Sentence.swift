extension PairedComparison {
  /// What the data say, in plain words with all the numbers: who is ahead, by how much, how sure that
  /// is, and how many seeds would be needed where there are too few.
  public var sentence: String {
    let statement = "\(leader) \(claim) \(follower)"
    if test.differingPairs == 0 {
      return "\(first) and \(second) are level: \(theseSeeds) "
        + "\(seeds.count == 1 ? "shows" : "show") no difference in \(measure)." + omission
    }
    guard seeds.count > 1 else {
      return "One seed cannot tell whether \(statement): \(lead) \(measure), without an interval."
        + omission
    }
    let opening =
      switch verdict {
      case .first, .second: statement
      case .open, .tooFewSeeds: "\(theseSeeds.capitalizedFirst) do not support that \(statement)"
      }
    return "\(opening): \(lead) \(measure) (\(intervalText); permutation test \(pText))."
      + (verdict == .tooFewSeeds ? " " + shortage : "") + omission
  }

  /// Whoever is ahead, by however little.
  private var leader: String { difference < 0 ? second : first }
  private var follower: String { difference < 0 ? first : second }

  private var theseSeeds: String {
    seeds.count == 1 ? "the one seed" : "these \(seeds.count) seeds"
  }

  /// `+0.12`, from the side of whoever is ahead.
  private var lead: String {
    let size = interval.map { $0.isPoint ? abs(difference) : $0.width } ?? abs(difference)
    // A small difference in a wide interval still shows a digit of its own.
    let decimals = max(size.decimalsThatTell, abs(difference).decimalsThatTell - 1)
    return abs(difference).signedText(decimals: decimals)
  }

  private var intervalText: String {
    guard let interval, !interval.isPoint else {
      return "no interval, because all \(seeds.count) seeds show the same difference"
    }
    let ends = (difference < 0 ? interval.negated : interval).ends
    return "\(level.percentText) interval \(ends), bootstrap over \(seeds.count) seeds"
  }

  private var pText: String { "p \(pValue.pValueText)\(correctionText)" }

  private var correctionText: String {
    guard let correction, correction.comparisons > 1 else { return "" }
    return " after Holm's correction of \(correction.comparisons) comparisons"
  }

  /// Why no difference could have been shown, and what would help.
  private var shortage: String {
    let zeros = test.pairs - test.differingPairs
    let who =
      zeros == 0
      ? "\(seeds.count) seeds" : "\(seeds.count) seeds, \(zeros) of them level,"
    return "The smallest p that \(who) can give is \(smallestPValue.pValueText.dropFirst(2))"
      + "\(correctionText); it takes at least \(seedsNeeded)\(zeros == 0 ? "" : " that differ")."
  }

  private var omission: String {
    switch seedsLeftOut.count {
    case 0: ""
    case 1: " Seed \(seedsLeftOut[0]) is left out: only one of the two has it."
    default: " \(seedsLeftOut.count) seeds are left out: only one of the two has them."
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
