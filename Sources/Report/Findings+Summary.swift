import Laboratory
import Models
import Statistics

extension Findings {
  /// The results in a few sentences.
  var summary: [String] {
    guard !groups.isEmpty else { return ["No run has ended yet."] }
    var sentences = [scope]
    if let overview = comparison.overview { sentences.append(overview) }
    let spans = subjects.count <= 4 ? spans : []
    if lengths.count > 1 { sentences += spans }
    return [sentences.joined(separator: " ")]
  }

  private var scope: String {
    let runs = groups.reduce(0) { $0 + $1.runs.count }
    let names = Self.list(subjects.map(\.name))
    return "\(Numeral.grouped(runs)) \(runs == 1 ? "run" : "runs") of \(names) at "
      + "\(Self.lengths(lengths)), \(seeds == 1 ? "one seed" : "\(seeds) seeds") each\(unequal)."
  }

  private var unequal: String {
    groups.allSatisfy { $0.runs.count == seeds } ? "" : " at most"
  }

  /// What was not run although its neighbors were: the sign of a reproduction that was stopped.
  var missing: String? {
    let seeds = Set(groups.flatMap(\.runs).map(\.experiment.seed))
    let all = subjects.count * lengths.count * seeds.count
    let found = groups.reduce(0) { $0 + $1.runs.count }
    guard found < all else { return nil }
    return "These results are partial: \(all - found) of \(all) combinations of cell, length and "
      + "seed are missing."
  }

  /// Recurrent networks as a whole, as far as these runs go.
  var conclusion: [String] {
    guard !groups.isEmpty else { return [] }
    var sentences = trends.map(\.sentence)
    if let length = reachLength {
      let ratios = subjects.compactMap { subject in
        Self.median(reach(of: subject, length: length, \.reachAtStart)).map { (subject, $0) }
      }
      for (subject, ratio) in ratios where ratio < 0.01 && ratio >= Self.nothing {
        sentences.append(
          "In \(subject.name) the gradient of the hidden state vanishes on its way back over "
            + "\(length) steps before anything is learned, to "
            + "\(Numeral.significant(ratio, digits: 2)) of itself.")
      }
    }
    let found = subjects.map { ($0, skilled($0)) }.filter { !$0.1.isEmpty }
    let bound = found.filter { $0.1.allSatisfy(\.isLost) }.map(\.0.name)
    let free = found.filter { $0.1.allSatisfy(\.isKept) }.map(\.0.name)
    if !bound.isEmpty {
      sentences.append(
        "What \(Self.list(bound)) learned belongs to the length at which it was learned: it is a "
          + "count of steps as much as a memory.")
    }
    if !free.isEmpty {
      sentences.append("What \(Self.list(free)) learned does not depend on the length.")
    }
    return sentences.isEmpty ? [] : [sentences.joined(separator: " ")]
  }

  /// What becomes of each subject from the shortest length to the longest, in the same seeds.
  private var trends: [PairedComparison] {
    subjects.compactMap { subject -> PairedComparison? in
      let measured = lengths.compactMap { group(of: subject, length: $0) }
      guard let first = measured.first, let last = measured.last, measured.count > 1 else {
        return nil
      }
      func side(_ group: RunGroup) -> PairedComparison.Side {
        .init(
          "\(subject.name) at length \(Numeral.grouped(group.length))",
          Dictionary(group.runs.map { ($0.experiment.seed, $0.test.accuracy) }) { $1 })
      }
      return try? PairedComparison(
        "test accuracy", of: side(first), against: side(last), claim: "is more accurate than",
        within: -1...1)
    }.holmCorrected()
  }
}
