import Statistics

extension Comparison {
  /// The groups as CSV: one line for each side at each place.
  public func csv() -> String {
    let header = [
      "place", "length", "name", "seeds", "mean", "median", "low", "high", "interval", "solved",
      "solved_share", "solved_low", "solved_high", "steps_to_solution", "updates", "batch",
      "parameters", "rows", "seconds",
    ]
    return CSV.text(
      header,
      places.flatMap { place in
        place.groups.map { group -> [String] in
          let (test, solved, budget) = (group.test, group.solvedInterval, group.budget)
          return [
            place.name, "\(group.length)", group.name, "\(test.seeds)", "\(test.mean)",
            "\(test.median)", "\(test.interval.low)", "\(test.interval.high)",
            "\(test.interval.method)", "\(group.stepsToSolution.solvedSeeds)",
            "\(group.solvedShare)", "\(solved.low)", "\(solved.high)",
            CSV.field(group.stepsToSolution.median), "\(budget.mostUpdates)", "\(budget.batch)",
            "\(budget.parameters)", "\(budget.rows)", "\(group.seconds)",
          ]
        }
      })
  }

  /// The differences as CSV: one line for each pair at each place. `p` stands alone, `p_holm` is what
  /// Holm's correction for all lines makes of it.
  public func differencesCSV() -> String {
    let header = [
      "place", "first", "second", "seeds", "difference", "low", "high", "interval", "p", "p_holm",
      "smallest_p", "verdict", "unequal_budgets",
    ]
    return CSV.text(
      header,
      differences.map { difference -> [String] in
        let paired = difference.paired
        return [
          difference.place, paired.first, paired.second, "\(paired.seeds.count)",
          "\(paired.difference)", CSV.field(paired.interval?.low),
          CSV.field(paired.interval?.high), CSV.field(paired.interval?.method),
          "\(paired.test.pValue)", "\(paired.pValue)", "\(paired.smallestPValue)",
          difference.verdict, difference.budgets.map(\.rawValue).joined(separator: " "),
        ]
      })
  }
}

extension Comparison.Difference {
  /// Which side is ahead as far as the data say, or why neither is.
  var verdict: String {
    if paired.test.differingPairs == 0 { return "level" }
    switch paired.verdict {
    case .first: return "first"
    case .second: return "second"
    case .open: return "open"
    case .tooFewSeeds: return "too few seeds"
    }
  }
}
