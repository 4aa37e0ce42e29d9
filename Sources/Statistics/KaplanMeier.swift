/// How many steps it takes to solve a task, where some seeds were stopped before they had (Kaplan &
/// Meier, "Nonparametric estimation from incomplete observations", JASA 53, 1958).
///
/// A mean of the seeds that solved it would hide the slow ones. Here a seed counts as unsolved as long
/// as it was watched, and not at all afterwards.
public struct KaplanMeier: Sendable, Hashable {
  /// A step at which at least one seed solved the task.
  public struct Point: Sendable, Hashable {
    /// The step.
    public let steps: Int
    /// Seeds that were in training until then and had not solved it.
    public let atRisk: Int
    /// Seeds that solved it at this step.
    public let solved: Int
    /// The estimated share of seeds that need longer.
    public let unsolvedShare: Double
    /// Greenwood's standard error of that share (1926); `nil` where no seed is left.
    public let standardError: Double?
  }

  /// The steps at which the estimate falls, in order.
  public let points: [Point]
  /// All seeds.
  public let seeds: Int
  /// The seeds that solved the task before their training ended.
  public let solvedSeeds: Int

  /// The estimate from what became of each seed.
  ///
  /// - Throws: ``StatisticsError`` where there is no seed, or a number of steps is negative.
  public init(_ observations: [StepsToSolution]) throws(StatisticsError) {
    if observations.isEmpty { throw .noValues(of: "the steps to the solution") }
    for observation in observations where observation.steps < 0 {
      throw .negativeSteps(found: observation.steps)
    }
    seeds = observations.count
    solvedSeeds = observations.count { $0.isSolved }
    var (share, variance) = (1.0, 0.0)
    points = Set(observations.filter(\.isSolved).map(\.steps)).sorted().map { steps in
      // Who is stopped at a step at which another solves the task was watched at that step, too.
      let atRisk = observations.count { $0.steps >= steps }
      let solved = observations.count { $0 == .solved(at: steps) }
      let left = atRisk - solved
      share = left == 0 ? 0 : share * Double(left) / Double(atRisk)
      if left > 0 { variance += Double(solved) / Double(atRisk * left) }
      return Point(
        steps: steps, atRisk: atRisk, solved: solved, unsolvedShare: share,
        standardError: left == 0 ? nil : share * variance.squareRoot())
    }
  }

  /// The step by which half of all seeds have solved the task; `nil` where so many never did while
  /// they were watched.
  public var median: Int? { steps(untilSolvedShare: 0.5) }

  /// The first step by which at least a share of all seeds has solved the task; `nil` where so many
  /// never did while they were watched.
  public func steps(untilSolvedShare share: Double) -> Int? {
    precondition(share > 0 && share <= 1, "a share lies above 0 and up to 1, not at \(share)")
    // A product of shares may miss a half by its last bit.
    return points.first { 1 - $0.unsolvedShare >= share - 1e-12 }?.steps
  }

  /// The interval of the share of seeds that solved the task while they were watched.
  public func solvedInterval(level: Double = 0.95) -> ConfidenceInterval {
    .wilson(solvedSeeds, of: seeds, level: level)
  }
}
