import Laboratory
import Models

extension Findings {
  /// Who leads at one length, and whether the intervals bear it out.
  struct Lead: Sendable {
    let length: Int
    let leader: Subject
    /// Whether everybody else's interval lies below the leader's.
    let isSupported: Bool
    let sentence: String
  }

  /// The comparison at every length at which two or more were measured.
  var leads: [Lead] {
    lengths.compactMap { length in
      let ranked = subjects.compactMap { subject in
        group(of: subject, length: length).map { (subject, estimate: $0.testInterval) }
      }.sorted { $0.estimate.mean > $1.estimate.mean }
      guard ranked.count > 1 else { return nil }
      let (leader, best) = ranked[0]
      let (second, next) = ranked[1]
      let numbers = "\(Self.interval(best)) against \(Self.interval(next))"
      guard best.mean > next.mean else {
        return Lead(
          length: length, leader: leader, isSupported: false,
          sentence: "Length \(length): \(leader.name) and \(second.name) are level, \(numbers).")
      }
      let apart = best.isApart(from: next)
      var sentence =
        "Length \(length): \(leader.name) is ahead of \(second.name) by "
        + "\(Self.difference(best.mean - next.mean)) (\(numbers)); "
        + (apart
          ? "the intervals do not meet."
          : "the intervals overlap, so these data do not support a difference.")
      let behind = ranked.dropFirst(2)
      if !behind.isEmpty {
        let list = behind.map { subject, estimate in
          "\(subject.name) \(Self.interval(estimate))"
            + (best.isApart(from: estimate) ? "" : ", whose interval overlaps the first")
        }
        sentence += " Behind them: \(list.joined(separator: "; "))."
      }
      return Lead(length: length, leader: leader, isSupported: apart, sentence: sentence)
    }
  }

  /// Who leads where, in one sentence.
  var overview: String? {
    let leads = leads
    guard !leads.isEmpty else { return nil }
    var parts: [String] = []
    for subject in subjects {
      let won = leads.filter { $0.isSupported && $0.leader == subject }.map(\.length)
      if !won.isEmpty {
        parts.append("\(subject.name) leads beyond the 95 % intervals at \(Self.lengths(won))")
      }
    }
    let open = leads.filter { !$0.isSupported }.map(\.length)
    if !open.isEmpty {
      parts.append(
        parts.isEmpty
          ? "at none of the lengths measured do these data support a difference in accuracy"
          : "at \(Self.lengths(open)) these data support no difference")
    }
    return Self.capitalized(parts.joined(separator: "; ")) + "."
  }

  /// The longest length up to which everything measured was mastered.
  func span(of subject: Subject) -> Int? {
    var span: Int?
    for length in lengths {
      guard let group = group(of: subject, length: length) else { continue }
      if group.testInterval.mean < Self.mark { break }
      span = length
    }
    return span
  }

  /// How far each subject's memory goes.
  var spans: [String] {
    subjects.map { subject in
      let measured = lengths.compactMap { length in
        group(of: subject, length: length).map { (length, mean: $0.testInterval.mean) }
      }
      let mark = "an accuracy of \(Self.share(Self.mark))"
      guard let span = span(of: subject) else {
        let first = measured.first
        return "\(subject.name) does not reach \(mark) even at length \(first?.0 ?? 0) "
          + "(\(Self.share(first?.mean ?? 0)))."
      }
      let at = measured.first { $0.0 == span }?.mean ?? 0
      guard let next = measured.first(where: { $0.0 > span }) else {
        return "\(subject.name) holds \(mark) up to the longest length measured, \(span) "
          + "(\(Self.share(at)))."
      }
      let again = measured.filter { $0.0 > next.0 && $0.mean >= Self.mark }.map(\.0)
      return "\(subject.name) holds \(mark) up to length \(span) (\(Self.share(at))) and falls to "
        + "\(Self.share(next.mean)) at \(next.0)"
        + (again.isEmpty ? "." : "; it is back above the mark at \(Self.lengths(again)).")
    }
  }

  /// Who does no better than a model that always says the same.
  var guesses: [String] {
    subjects.compactMap { subject in
      let lost = lengths.filter { length in
        guard let constant = constants[length], let group = group(of: subject, length: length)
        else { return false }
        return group.testInterval.lower <= constant
      }
      guard !lost.isEmpty else { return nil }
      let level = lost.compactMap { constants[$0] }.max() ?? 0
      return
        "At \(Self.lengths(lost)) it is not shown that \(subject.name) does better than always "
        + "giving the commonest answer (\(Self.share(level)))."
    }
  }

  /// How far the intervals can be trusted.
  var caution: String? {
    let rows = groups.first?.runs.first?.test.answers ?? 0
    switch seeds {
    case 0: return nil
    case 1:
      return "There is one seed: an interval here is that of \(Numeral.grouped(rows)) test rows "
        + "(Wilson) and does not contain how much another seed would differ."
    case 2, 3:
      return "The intervals are Student's, of only \(seeds) seeds, and so are wide: with more "
        + "seeds they become narrower."
    default:
      return
        "The intervals are Student's, between \(seeds) seeds. Only intervals that do not meet are "
        + "called a difference, which is a strict rule."
    }
  }

  static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
