import Laboratory

/// What the numbers say, in sentences. Every number is computed from the runs, and where the data do
/// not support a difference, that is said.
struct Findings: Sendable {
  let groups: [RunGroup]
  let subjects: [Subject]
  /// What always giving the commonest answer scores, by length; empty where that is not known.
  let constants: [Int: Double]

  /// The mean accuracy at which a length still counts as mastered.
  static let mark = 0.5

  init(groups: [RunGroup], constants: [Int: Double] = [:]) {
    self.groups = groups
    self.constants = constants
    subjects = Subject.list(of: groups)
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

  /// `0.12`; with a third decimal where two would show nothing.
  static func difference(_ value: Double) -> String {
    Numeral.fixed(value, decimals: abs(value) < 0.01 ? 3 : 2)
  }

  /// `0.88 [0.83, 0.92]`
  static func interval(_ estimate: Estimate) -> String {
    "\(share(estimate.mean)) [\(share(estimate.lower)), \(share(estimate.upper))]"
  }

  static func median(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

extension Estimate {
  /// Whether two intervals have no value in common: then the difference is more than chance.
  func isApart(from other: Estimate) -> Bool { lower > other.upper || other.lower > upper }
}
