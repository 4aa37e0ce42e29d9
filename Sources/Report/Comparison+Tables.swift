public import Laboratory
import Statistics

extension Comparison {
  /// The groups side by side, one row for each side at each place.
  public var groupTable: Table {
    let hasPlace = places.contains { !$0.name.isEmpty }
    return Table(
      "The groups: mean accuracy on the test rows with its 95 % interval, by bootstrap over seeds "
        + "unless another name stands there, and how soon the task was solved",
      columns: (hasPlace ? [.text("at")] : [])
        + [
          .text("name"), .number("seeds"), .number("mean, interval"), .number("median"),
          .number("solved"), .number("steps to solution"),
          .number("updates"), .number("parameters"),
        ],
      rows: places.flatMap { place in
        place.groups.map { group in
          let (test, budget) = (group.test, group.budget)
          return (hasPlace ? [place.name] : [])
            + [
              group.name, Numeral.grouped(test.seeds), Findings.cell(test),
              Numeral.fixed(test.median, decimals: 3), group.solvedWords, group.stepsWords,
              Numeral.grouped(budget.mostUpdates), Numeral.grouped(budget.parameters),
            ]
        }
      })
  }

  /// Every difference with its interval and its test, one row for each pair at each place.
  public var differenceTable: Table {
    let hasPlace = places.contains { !$0.name.isEmpty }
    let isCorrected = differences.count > 1
    let columns: [Table.Column] =
      (hasPlace ? [.text("at")] : [])
      + [
        .text("first"), .text("second"), .number("seeds"), .number("first − second"),
        .number("95 % interval"), .number("p"),
      ] + (isCorrected ? [.number("p, Holm")] : []) + [.text("the data say")]
    return Table(
      "Differences in test accuracy, paired by seed: interval by bootstrap over seeds, p by "
        + "permutation test"
        + (isCorrected ? ", corrected by Holm for all \(Numeral.grouped(differences.count))" : ""),
      columns: columns,
      rows: differences.map { difference in
        let paired = difference.paired
        return (hasPlace ? [difference.place] : [])
          + [
            paired.first, paired.second, Numeral.grouped(paired.seeds.count),
            (paired.difference > 0 ? "+" : "") + Numeral.fixed(paired.difference, decimals: 3),
            paired.interval.map { Findings.words(for: $0, decimals: 3) } ?? "–",
            Self.words(forP: paired.test.pValue),
          ] + (isCorrected ? [Self.words(forP: paired.pValue)] : []) + [Self.verdict(paired)]
      })
  }

  private static func words(forP p: Double) -> String {
    let text = p.pValueText
    return text.hasPrefix("= ") ? String(text.dropFirst(2)) : text
  }

  private static func verdict(_ paired: PairedComparison) -> String {
    if paired.test.differingPairs == 0 { return "level" }
    switch paired.verdict {
    case .first: return "\(paired.first) is ahead"
    case .second: return "\(paired.second) is ahead"
    case .open: return "nothing"
    case .tooFewSeeds: return "too few seeds"
    }
  }
}

extension RunGroup {
  /// `3 of 5`
  var solvedWords: String { "\(stepsToSolution.solvedSeeds) of \(stepsToSolution.seeds)" }

  /// `12,300`; a dash where fewer than half solved the task.
  var stepsWords: String { stepsToSolution.median.map(Numeral.grouped) ?? "–" }
}
