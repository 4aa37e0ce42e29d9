import Models
public import Statistics
import Tasks

/// The runs that differ only in their seed, and what they say together.
public struct RunGroup: Sendable {
  /// What tables call it: `lstm`, or `lstm, not clipped`, or what its side of a comparison is called.
  public let name: String
  /// The cell's name in the catalog.
  public let cell: String
  /// Steps of a sequence.
  public let length: Int
  /// The preset's variant; `nil` where it has none.
  public let variant: String?
  /// The runs, by seed.
  public let runs: [Results.Entry]
  /// How the dev rows are answered; worked out anew each time.
  public var dev: GroupAccuracy {
    GroupAccuracy(runs.map(\.dev.accuracy), answers: runs.first?.dev.answers ?? 0)
  }
  /// How the test rows are answered.
  public let test: GroupAccuracy
  /// The updates that it took to solve the task, where some seeds were stopped before they had; what
  /// counts as solved says ``Results/Entry/solvedAccuracy``.
  public let stepsToSolution: KaplanMeier

  /// A group of runs, at least one.
  ///
  /// - Parameter name: Instead of that of the cell and the variant.
  public init(_ runs: [Results.Entry], name: String? = nil) {
    guard let first = runs.first else { preconditionFailure("a group has at least one run") }
    cell = first.experiment.model.cell.name
    length = first.experiment.task.length
    variant = first.variant
    self.name = name ?? first.variant.map { "\(first.experiment.model.cell.name), \($0)" } ?? cell
    self.runs = runs
    test = GroupAccuracy(runs.map(\.test.accuracy), answers: first.test.answers)
    do {
      stepsToSolution = try KaplanMeier(runs.map(\.stepsToSolution))
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// The share of seeds that solved the task.
  public var solvedShare: Double {
    Double(stepsToSolution.solvedSeeds) / Double(stepsToSolution.seeds)
  }
  /// Where that share lies, 95 %: Wilson's interval.
  public var solvedInterval: ConfidenceInterval { stepsToSolution.solvedInterval() }
  /// What its runs were given to learn with.
  public var budget: Budget { Budget(of: runs) }
  /// Scalars that each run learned.
  public var parameters: Int { runs.first?.parameters ?? 0 }
  /// Seconds of work in all.
  public var seconds: Double { runs.reduce(0) { $0 + $1.seconds } }
}
