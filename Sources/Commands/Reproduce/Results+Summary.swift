import LongLag

extension Results {
  /// The table at the end of a reproduction: each cell at each length, in the terminal.
  var summary: String {
    let groups = groups
    let hasVariants = groups.contains { $0.variant != nil }
    let hasOwnMetric = preset.hasPrefix("course")
    let rows = groups.map { group in
      ["\(group.length)", group.cell] + (hasVariants ? [group.variant ?? ""] : [])
        + [words(group.dev), words(group.test)] + (hasOwnMetric ? [printed(group)] : [])
        + [
          "\(group.stepsToSolution.solvedSeeds)/\(group.stepsToSolution.seeds)",
          Numeral.grouped(group.parameters), Numeral.fixed(group.seconds, decimals: 1),
        ]
    }
    let table = Table(
      "Accuracy by length and cell",
      columns: [.number("length"), .text("cell")] + (hasVariants ? [.text("variant")] : [])
        + [.number("dev accuracy"), .number("test accuracy")]
        + (hasOwnMetric ? [.number("printed by its own metric")] : [])
        + [.number("solved"), .number("parameters"), .number("seconds")], rows: rows)
    return table.text + "\n" + footnotes(groups)
  }

  /// The mean with its interval; a `w` marks Wilson's.
  private func words(_ accuracy: GroupAccuracy) -> String {
    let numbers = [accuracy.mean, accuracy.interval.low, accuracy.interval.high].map {
      Numeral.fixed($0, decimals: 3)
    }
    let mark = accuracy.interval.method == .wilson ? "w" : " "
    return "\(numbers[0]) (\(numbers[1]) to \(numbers[2]))\(mark)"
  }

  /// What the course's metric would have printed for the test rows, on average.
  private func printed(_ group: RunGroup) -> String {
    let values = group.runs.compactMap(\.test.printedAccuracy)
    guard !values.isEmpty else { return "–" }
    return Numeral.fixed(values.reduce(0, +) / Double(values.count), decimals: 3)
  }

  /// How the intervals were found, what counts as solved, and what the seconds are of.
  private func footnotes(_ groups: [RunGroup]) -> String {
    let accuracies = groups.flatMap { [$0.dev, $0.test] }
    var lines: [String] = []
    if accuracies.contains(where: { $0.interval.method == .bootstrapOverSeeds }) {
      let seeds = Set(accuracies.map(\.seeds)).filter { $0 > 1 }.sorted().map(String.init)
      lines.append(
        "In brackets the 95 % interval of the mean, by bootstrap over \(seeds.joined(separator: ", ")) "
          + "seeds.")
    }
    if accuracies.contains(where: { $0.interval.method == .wilson }),
      let rows = groups.first?.runs.first?.test.answers
    {
      lines.append(
        "With a w it is Wilson's, of \(rows) answers of one run: there is one seed, or all agree.")
    }
    let mark = Numeral.fixed(Results.Entry.solvedAccuracy, decimals: 2)
    lines.append("Solved: seeds with a dev accuracy of \(mark) or more at some look.")
    lines.append("Seconds are those of all seeds together.")
    return lines.joined(separator: "\n") + "\n"
  }
}
