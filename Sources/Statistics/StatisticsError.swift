/// Why numbers could not be judged.
public enum StatisticsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is nothing to judge.
  case noValues(of: String)
  /// A value is infinite or not a number.
  case notFinite(String, found: String)
  /// Two sides that were to be compared by seed have no seed in common.
  case noSharedSeed(String, String)
  /// A number of steps is negative.
  case negativeSteps(found: Int)

  /// What was found, and what was expected.
  public var description: String {
    switch self {
    case .noValues(let name): "there are no values of \(name), but at least one is needed"
    case .notFinite(let place, let found): "\(place) is \(found), but must be a finite number"
    case .noSharedSeed(let first, let second):
      "\(first) and \(second) have no seed in common, so they cannot be compared by seed"
    case .negativeSteps(let found):
      "the number of steps of a seed is \(found), but must be 0 or more"
    }
  }

  /// A NaN has a sign that means nothing, and that some systems print.
  static func notFinite(_ place: String, _ value: Double) -> StatisticsError {
    .notFinite(place, found: value.isNaN ? "nan" : "\(value)")
  }
}
