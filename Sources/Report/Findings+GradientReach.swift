import Laboratory
import Probes
import Statistics

extension Findings {
  /// What share of the gradient at the last step reaches the first, by seed.
  func reachBySeed(
    of subject: Subject, length: Int, _ reading: KeyPath<Readings, GradientReach?>
  ) -> [UInt64: Double] {
    let ratios = (group(of: subject, length: length)?.runs ?? []).compactMap { entry in
      guard let norms = entry.readings[keyPath: reading]?.norms, norms.count > 1,
        let first = norms.first, let last = norms.last, last > 1e-37, first.isFinite
      else { return (UInt64, Double)?.none }
      return (entry.experiment.seed, first / last)
    }
    return Dictionary(ratios) { $1 }
  }

  /// The same without saying which seed it was.
  func reach(
    of subject: Subject, length: Int, _ reading: KeyPath<Readings, GradientReach?>
  ) -> [Double] {
    reachBySeed(of: subject, length: length, reading).sorted { $0.key < $1.key }.map(\.value)
  }

  /// A smaller share of the gradient is none: single precision ends there.
  static let nothing = 1e-30

  /// The longest length at which the gradient was followed.
  var reachLength: Int? {
    groups.filter { $0.runs.contains { $0.readings.reach != nil } }.map(\.length).max()
  }

  /// How far back the gradient is felt at the longest length, before training and after.
  var gradientReach: [String] {
    guard let length = reachLength else { return [] }
    var sentences = [("Before training", \Readings.reachAtStart), ("After training", \.reach)]
      .flatMap { moment, reading in self.sentences(moment, length, reading) }
    for subject in subjects {
      let before = Self.median(reach(of: subject, length: length, \.reachAtStart))
      let after = Self.median(reach(of: subject, length: length, \.reach))
      guard let before, let after else { continue }
      if before < Self.nothing || after < Self.nothing {
        if before >= Self.nothing {
          sentences.append("After training nothing of it arrives in \(subject.name) any more.")
        } else if after >= Self.nothing {
          sentences.append("Only after training does any of it arrive in \(subject.name).")
        } else {
          sentences.append(
            "In \(subject.name) none of it returns through the hidden state, where it is measured, "
              + "before training or after: what is carried on is carried elsewhere.")
        }
        continue
      }
      let change = after / before
      sentences.append(
        change >= 2
          ? "Training lengthened the reach of \(subject.name) by a factor of "
            + "\(Numeral.significant(change, digits: 2))."
          : change <= 0.5
            ? "Training shortened the reach of \(subject.name) by a factor of "
              + "\(Numeral.significant(1 / change, digits: 2))."
            : "Training left the reach of \(subject.name) about as it was (a factor of "
              + "\(Numeral.significant(change, digits: 2))).")
    }
    return sentences
  }

  private func sentences(
    _ moment: String, _ length: Int, _ reading: KeyPath<Readings, GradientReach?>
  ) -> [String] {
    let found = subjects.map { ($0, reachBySeed(of: $0, length: length, reading)) }
      .filter { !$0.1.isEmpty }
    guard !found.isEmpty else { return [] }
    let parts = found.map { subject, bySeed in
      let ratios = Array(bySeed.values)
      let middle = Self.median(ratios) ?? 0
      let range =
        ratios.count > 1 && (ratios.max() ?? 0) >= Self.nothing
        ? " (seeds from \(Self.ratio(ratios.min() ?? 0)) to \(Self.ratio(ratios.max() ?? 0)))" : ""
      return "in \(subject.name) \(Self.ratio(middle))" + range
    }
    var sentence =
      "\(moment), at length \(length), the norm of the gradient at the first step is this share of "
      + "that at the last: \(parts.joined(separator: ", "))."
    for (index, one) in found.enumerated() {
      for other in found[(index + 1)...] {
        let difference = compare(one.0.name, one.1, other.0.name, other.1)
        if !difference.isEmpty { sentence += " " + difference }
      }
    }
    return [sentence]
  }

  private func compare(
    _ one: String, _ a: [UInt64: Double], _ other: String, _ b: [UInt64: Double]
  ) -> String {
    guard let first = Self.median(Array(a.values)), let second = Self.median(Array(b.values)),
      max(first, second) >= Self.nothing
    else { return "" }
    if min(first, second) < Self.nothing {
      let (some, none) = first > second ? (one, other) : (other, one)
      return "In \(none) nothing of it arrives, in \(some) some does."
    }
    let (more, less) = first > second ? (one, other) : (other, one)
    let factor = max(first, second) / min(first, second)
    if factor < 1.05 { return "\(one) and \(other) do not differ in this." }
    return
      "In \(more) \(Numeral.significant(factor, digits: 2)) times as much arrives as in \(less)"
      + "\(certainty(one, a, other, b))."
  }

  /// Whether a ratio is more than chance, paired by seed, on a logarithmic scale.
  private func certainty(
    _ one: String, _ a: [UInt64: Double], _ other: String, _ b: [UInt64: Double]
  ) -> String {
    func side(_ name: String, _ ratios: [UInt64: Double]) -> PairedComparison.Side {
      .init(name, ratios.mapValues { Scale.logarithm(max($0, Self.nothing)) })
    }
    guard let paired = try? PairedComparison("reach", of: side(one, a), against: side(other, b)),
      paired.seeds.count > 1
    else { return "" }
    let p = "permutation test p \(paired.pValue.pValueText)"
    switch paired.verdict {
    case .first, .second: return " (\(p))"
    case .open, .tooFewSeeds:
      return ", which \(paired.seeds.count) seeds do not show to be more than chance (\(p))"
    }
  }

  /// `3.1·10⁻⁵`; above one the gradient has grown on its way.
  private static func ratio(_ value: Double) -> String {
    value < nothing ? "nothing" : Numeral.significant(value, digits: 2)
  }
}
