import LongLag

extension Results {
  /// The table at the end of a reproduction: each cell at each length, in the terminal.
  var summary: String {
    let groups = groups
    let hasVariants = groups.contains { $0.variant != nil }
    let hasOwnMetric = preset.hasPrefix("course")
    var table = TextTable(
      columns: [.init(title: "length"), .init(title: "cell", isNumeric: false)]
        + (hasVariants ? [.init(title: "variant", isNumeric: false)] : [])
        + [.init(title: "dev accuracy"), .init(title: "test accuracy")]
        + (hasOwnMetric ? [.init(title: "printed by its own metric")] : [])
        + [.init(title: "parameters"), .init(title: "seconds")])
    for group in groups {
      table.rows.append(
        ["\(group.length)", group.cell] + (hasVariants ? [group.variant ?? ""] : [])
          + [words(group.dev), words(group.test)] + (hasOwnMetric ? [printed(group)] : [])
          + [
            Numeral.grouped(group.parameters), Numeral.fixed(group.seconds, decimals: 1),
          ])
    }
    return table.text + "\n" + footnotes(groups)
  }

  private func words(_ estimate: Estimate) -> String {
    Numeral.fixed(estimate.mean, decimals: 3) + " ± "
      + Numeral.fixed(estimate.halfWidth, decimals: 3)
  }

  /// What the course's metric would have printed for the test rows, on average.
  private func printed(_ group: RunGroup) -> String {
    let values = group.runs.compactMap(\.test.printedAccuracy)
    guard !values.isEmpty else { return "–" }
    return Numeral.fixed(values.reduce(0, +) / Double(values.count), decimals: 3)
  }

  /// How the intervals were found, and what the seconds are of.
  private func footnotes(_ groups: [RunGroup]) -> String {
    var lines: [String] = []
    let counts = Set(groups.map(\.runs.count))
    if let most = counts.max(), most > 1 {
      let of = counts.filter { $0 > 1 }.sorted().map(String.init).joined(separator: ", ")
      lines.append("± is half the 95 % interval of the mean between \(of) seeds, Student's t.")
    }
    if counts.contains(1), let rows = groups.first?.runs.first?.test.answers {
      lines.append(
        "± of a single seed is half the 95 % interval of a share of \(rows) rows, Wilson's score.")
    }
    lines.append("Seconds are those of all seeds together.")
    return lines.joined(separator: "\n") + "\n"
  }
}
