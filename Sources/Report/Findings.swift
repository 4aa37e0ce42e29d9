import Laboratory
import Statistics

/// What the numbers say, in sentences. Every number is computed from the runs, and where the data do
/// not support a difference, that is said.
struct Findings: Sendable {
  let groups: [RunGroup]
  let subjects: [Subject]
  /// What always giving the commonest answer scores, by length; empty where that is not known.
  let constants: [Int: Double]
  /// Everybody with everybody else at every length, paired by seed.
  let comparison: Comparison

  /// The mean accuracy at which a length still counts as mastered.
  static let mark = 0.5

  init(groups: [RunGroup], constants: [Int: Double] = [:]) {
    self.groups = groups
    self.constants = constants
    let subjects = Subject.list(of: groups)
    self.subjects = subjects
    comparison = Comparison(
      subjects.map { subject in
        Comparison.Side(subject.name, groups.filter(subject.owns).flatMap(\.runs))
      }, byLength: true)
  }

  var lengths: [Int] { Set(groups.map(\.length)).sorted() }

  func group(of subject: Subject, length: Int) -> RunGroup? {
    groups.first { subject.owns($0) && $0.length == length }
  }

  /// The most seeds that any group has.
  var seeds: Int { groups.map(\.runs.count).max() ?? 0 }

  // MARK: - Words

  /// `5, 10 and 15`
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// `length 5`, `lengths 5, 10 and 15`
  static func lengths(_ lengths: [Int]) -> String {
    (lengths.count == 1 ? "length " : "lengths ") + list(lengths.map(Numeral.grouped))
  }

  /// `0.88`
  static func share(_ value: Double) -> String { Numeral.fixed(value, decimals: 2) }

  /// `0.881 (0.832 to 0.923)`, and by which method where it is not a bootstrap over seeds.
  static func cell(_ accuracy: GroupAccuracy) -> String {
    let method = accuracy.interval.method
    return Numeral.fixed(accuracy.mean, decimals: 3)
      + " (\(words(for: accuracy.interval, decimals: 3))"
      + (method == .bootstrapOverSeeds ? ")" : ", \(method))")
  }

  /// `0.88 (0.83 to 0.92)`
  static func words(for accuracy: GroupAccuracy, decimals: Int = 2) -> String {
    Numeral.fixed(accuracy.mean, decimals: decimals)
      + " (\(words(for: accuracy.interval, decimals: decimals)))"
  }

  /// `0.83 to 0.92`
  static func words(for interval: ConfidenceInterval, decimals: Int = 2) -> String {
    "\(Numeral.fixed(interval.low, decimals: decimals)) to "
      + Numeral.fixed(interval.high, decimals: decimals)
  }

  static func median(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
