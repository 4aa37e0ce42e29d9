import Laboratory
import Probes

extension Findings {
  /// How one subject, trained at one length, does there and at its best other length.
  struct Transferred: Sendable {
    let length: Int
    let own: Double
    let best: (length: Int, accuracy: Double)
    let others: [Double]

    /// Less than half of what it scores at home.
    var isLost: Bool { best.accuracy < own / 2 }
    /// At least nine tenths of it.
    var isKept: Bool { best.accuracy >= 0.9 * own }
  }

  /// The transfer readings of one subject, by the length that was trained.
  func transferred(_ subject: Subject) -> [Transferred] {
    groups.filter(subject.owns).sorted { $0.length < $1.length }.compactMap { group in
      var accuracies: [Int: [Double]] = [:]
      for reading in group.runs.compactMap(\.readings.transfer).flatMap(\.readings) {
        accuracies[reading.length, default: []].append(reading.accuracy)
      }
      let means = accuracies.mapValues { $0.reduce(0, +) / Double(max(1, $0.count)) }
      let others = means.filter { $0.key != group.length }.sorted { $0.key < $1.key }
      guard let best = others.max(by: { $0.value < $1.value }) else { return nil }
      return Transferred(
        length: group.length, own: means[group.length] ?? group.test.mean,
        best: (best.key, best.value), others: others.map(\.value))
    }
  }

  /// The same without the lengths at which hardly more was learned than the commonest answer.
  func skilled(_ subject: Subject) -> [Transferred] {
    transferred(subject).filter { $0.own > 1.5 * (constants[$0.length] ?? 0) }
  }

  /// What a model keeps of its skill at lengths that it was not trained at.
  var transfer: [String] {
    subjects.flatMap { subject -> [String] in
      let found = skilled(subject)
      guard !found.isEmpty else {
        return transferred(subject).isEmpty
          ? []
          : [
            "\(subject.name) has nothing to transfer: at no length does it do clearly better than "
              + "always giving the commonest answer."
          ]
      }
      let own = found.map(\.own).reduce(0, +) / Double(found.count)
      let all = found.flatMap(\.others)
      let away = all.reduce(0, +) / Double(max(1, all.count))
      let lost = found.filter(\.isLost)
      let kept = found.filter(\.isKept)
      var sentence =
        "\(subject.name) scores \(Self.share(own)) on average at the length it was trained at and "
        + "\(Self.share(away)) at the others"
      if lost.count == found.count {
        sentence += ": trained at one length, it keeps less than half of its accuracy at any other."
      } else if kept.count == found.count {
        sentence += ": what it learned at one length serves at another."
      } else {
        let rest = found.filter { !$0.isLost }.map(\.length)
        sentence +=
          "; trained at \(Self.lengths(rest)), it keeps half of its accuracy or more at some other "
          + "length"
          + (lost.isEmpty
            ? "."
            : ", trained at \(Self.lengths(lost.map(\.length))) it "
              + "does not.")
      }
      if let nearest = found.max(by: { $0.best.accuracy < $1.best.accuracy }) {
        sentence +=
          " The best away from home: trained at \(nearest.length), tested at "
          + "\(nearest.best.length), \(Self.share(nearest.best.accuracy))."
      }
      return [sentence]
    }
  }

  /// Trained at the longest length: there, and at best elsewhere.
  var longestTransfer: [String] {
    subjects.compactMap { subject in
      guard let last = skilled(subject).last else { return nil }
      let constant = constants[last.best.length]
      let more = last.best.accuracy > (constant ?? 0) ? "hardly more" : "no more"
      let guess = constant.map { last.best.accuracy <= $0 * 1.5 } ?? false
      return
        "Trained at \(last.length), \(subject.name) scores \(Self.share(last.own)) there and at "
        + "most \(Self.share(last.best.accuracy)) elsewhere (at \(last.best.length))"
        + (guess
          ? ", \(more) than always giving the commonest answer (\(Self.share(constant ?? 0)))."
          : ".")
    }
  }
}
