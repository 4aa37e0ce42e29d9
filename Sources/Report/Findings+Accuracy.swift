import Laboratory
import Models
import Statistics

extension Findings {
  /// The longest length up to which everything measured was mastered.
  func span(of subject: Subject) -> Int? {
    var span: Int?
    for length in lengths {
      guard let group = group(of: subject, length: length) else { continue }
      if group.test.mean < Self.mark { break }
      span = length
    }
    return span
  }

  /// How far each subject's memory goes.
  var spans: [String] {
    subjects.map { subject in
      let measured = lengths.compactMap { length in
        group(of: subject, length: length).map { (length, mean: $0.test.mean) }
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
        return group.test.interval.low <= constant
      }
      guard !lost.isEmpty else { return nil }
      let level = lost.compactMap { constants[$0] }.max() ?? 0
      return
        "At \(Self.lengths(lost)) it is not shown that \(subject.name) does better than always "
        + "giving the commonest answer (\(Self.share(level)))."
    }
  }

  /// What the intervals are, and what they are not.
  var caution: String? {
    let methods = Set(groups.map(\.test.interval.method))
    let answers = Numeral.grouped(groups.first?.runs.first?.test.answers ?? 0)
    switch seeds {
    case 0: return nil
    case 1:
      return
        "There is one seed: an interval here is Wilson's, of the \(answers) answers of its test "
        + "rows, and does not contain how much another seed would differ."
    default:
      return "The intervals are those of the mean, 95 %, by bootstrap over the seeds."
        + (methods.contains(.wilson)
          ? " Where all seeds agree, or there is only one, it is Wilson's, of the \(answers) answers "
            + "of one run, and does not contain how much another seed would differ." : "")
    }
  }

  static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
