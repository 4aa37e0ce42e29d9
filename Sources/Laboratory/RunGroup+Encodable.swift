import Statistics

extension RunGroup: Encodable {
  private enum Key: CodingKey {
    case name, cell, length, variant, seeds, dev, test, solved, stepsToSolution, budget, seconds
  }

  private struct Solved: Encodable {
    let threshold: Double
    let seeds: Int
    let share: Double
    let interval: ConfidenceInterval
  }

  /// Writes what the runs say together; the runs themselves are not in it.
  ///
  /// `stepsToSolution` is the update by which half of the seeds have solved the task, by Kaplan and
  /// Meier; it is left out where so many never did.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encode(cell, forKey: .cell)
    try container.encode(length, forKey: .length)
    try container.encodeIfPresent(variant, forKey: .variant)
    try container.encode(runs.map(\.experiment.seed), forKey: .seeds)
    try container.encode(dev, forKey: .dev)
    try container.encode(test, forKey: .test)
    try container.encode(
      Solved(
        threshold: Results.Entry.solvedAccuracy, seeds: stepsToSolution.solvedSeeds,
        share: solvedShare, interval: solvedInterval), forKey: .solved)
    try container.encodeIfPresent(stepsToSolution.median, forKey: .stepsToSolution)
    try container.encode(budget, forKey: .budget)
    try container.encode(seconds, forKey: .seconds)
  }
}
