public import Cells
import Engine
public import Laboratory
import Models
import Tasks
import Training

/// How much work some experiments are, before the first of them runs: updates, and the arithmetic in
/// them. Early stops are not foreseen, so it is the most that it can be.
///
/// ```swift
/// let work = try WorkEstimate(of: sweep.experiments)
/// print(work.runs, work.steps, work.operations)
/// print(work.seconds(at: Pace(gigaflops: 40), threads: 2))
/// ```
public struct WorkEstimate: Sendable {
  /// Experiments that differ in their seed alone.
  public struct Group: Sendable {
    /// The first of them.
    public let first: Experiment
    /// How many there are.
    public var runs: Int
    /// Updates of each.
    public let steps: Int
    /// Multiplications and additions of each: its updates, and its looks at the dev rows.
    public let operations: Double
  }

  /// The experiments, put together where they are the same work.
  public private(set) var groups: [Group] = []

  /// Looks at experiments; their data are made once for each task.
  ///
  /// - Throws: What tasks and models refuse.
  public init(of experiments: [Experiment], cells: CellCatalog = .stock) throws {
    var places: [Kind: Int] = [:]
    var rows: [AnyHashable: (train: Int, dev: Int)] = [:]
    var counted: [Shape: Double] = [:]
    for experiment in experiments {
      let (task, model, plan) = (experiment.task, experiment.model, experiment.plan)
      let kind = Kind(task: AnyHashable(task), model: model, plan: plan)
      if let place = places[kind] {
        groups[place].runs += 1
        continue
      }
      let known =
        try rows[kind.task] ?? (
          task.dataset(.train, seed: experiment.seed).count,
          task.dataset(.dev, seed: experiment.seed).count
        )
      rows[kind.task] = known
      let steps = plan.steps(rows: known.train)
      let batch = min(plan.batch, known.train)
      let shape = Shape(
        model: model, input: task.input, answer: task.answer, batch: batch, time: task.length)
      let operations = try counted[shape] ?? shape.operations(cells)
      counted[shape] = operations
      // Forwards is a third of forwards and backwards.
      let looks = Double(steps / plan.evaluateEvery) * Double(known.dev) / Double(batch) / 3
      places[kind] = groups.count
      groups.append(
        Group(
          first: experiment, runs: 1, steps: steps,
          operations: operations * (Double(steps) + looks)))
    }
  }

  /// The number of trainings.
  public var runs: Int { groups.reduce(0) { $0 + $1.runs } }
  /// Updates of all trainings.
  public var steps: Double { groups.reduce(0) { $0 + Double($1.runs) * Double($1.steps) } }
  /// Multiplications and additions of all trainings.
  public var operations: Double { groups.reduce(0) { $0 + Double($1.runs) * $1.operations } }

  /// Seconds that it takes, each thread with trainings of its own.
  public func seconds(at pace: Pace, threads: Int) -> Double {
    var (all, longest) = (0.0, 0.0)
    for (index, group) in groups.enumerated() {
      let seconds = group.operations / ((pace.gigaflops[index] ?? pace.usual) * 1e9)
      all += seconds * Double(group.runs)
      longest = max(longest, seconds)
    }
    // However many threads there are, the longest training is not divided.
    return max(all / Double(max(1, min(threads, runs))), longest)
  }

  /// What decides the work of a run.
  private struct Kind: Hashable {
    let task: AnyHashable
    let model: Architecture
    let plan: TrainingPlan
  }
}

/// What decides the arithmetic of an update.
private struct Shape: Hashable {
  let model: Architecture
  let input: TaskInput
  let answer: TaskAnswer
  let batch: Int
  let time: Int

  /// Parameters beyond which counting would take more memory than it is worth.
  private static let mostParameters = 4_000_000
  /// Steps and sequences beyond which the next one is like the one before.
  private static let most = 64

  /// Operations of an update: counted in the programs that would run, or, for very large models, two
  /// forwards and four backwards for each parameter, sequence and step.
  func operations(_ cells: CellCatalog) throws -> Double {
    let network = try Network(model, input: input, answer: answer, cells: cells)
    guard network.parameterCount <= Self.mostParameters else {
      return 6 * Double(network.parameterCount) * Double(batch) * Double(time)
    }
    let (count, steps) = (min(batch, Self.most), min(time, Self.most))
    let executor = FastExecutor(network, batch: count, time: steps, purpose: .training)
    return Double(executor.operations(steps: steps, batch: count))
      * (Double(batch) / Double(count)) * (Double(time) / Double(steps))
  }
}
