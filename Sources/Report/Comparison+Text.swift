public import Laboratory

extension Comparison {
  /// The comparison as a terminal shows it: the groups, the differences, and what they say.
  public func text() -> String {
    var parts = [groupTable.text + Self.footnotes]
    if !differences.isEmpty { parts.append(differenceTable.text) }
    let said = [overview].compactMap(\.self) + sentences + budgetSentences
    if !said.isEmpty { parts.append(said.joined(separator: "\n") + "\n") }
    return parts.joined(separator: "\n")
  }

  /// What the columns of ``groupTable`` mean.
  static var footnotes: String {
    let mark = Numeral.short(Results.Entry.solvedAccuracy)
    return
      "In brackets the 95 % interval of the mean, by bootstrap over seeds unless it says Wilson.\n"
      + "Solved: a dev accuracy of \(mark) or more at some look. Steps: by then half of the seeds "
      + "have solved it\n(Kaplan–Meier), – where fewer did.\n"
  }
}
