public import Models
public import Tasks
public import Training

/// All that fixes a result: a task, a model, a plan and a seed, and parameters that were learned before
/// where it starts from such. A value; a sweep is an array of them.
///
/// ```swift
/// let base = Experiment(
///   DigitSum(length: 20),
///   model: Architecture(embedding: 32, cell: .lstm(hidden: 32)),
///   plan: TrainingPlan(epochs: 500, batch: 8, optimizer: .adam(learningRate: 1e-3)))
/// let sweep = base.varying(\.task.length, over: [5, 10, 15]).varying(\.seed, over: 0..<5)
/// ```
///
/// Running the same experiment again gives the same numbers to the bit.
public struct Experiment: Sendable {
  /// What is to be remembered.
  public var task: any MemoryTask
  /// Who remembers.
  public var model: Architecture
  /// How it learns.
  public var plan: TrainingPlan
  /// Decides weights, order and, where the task draws its data, the data.
  public var seed: UInt64
  /// The parameters that it starts from, by the fingerprint of a model that has them; new ones, as
  /// the model says and the seed decides, where `nil`. Who runs it finds them in the store, where
  /// `RunStore.keepStart(of:)` puts them.
  public var startsFrom: Fingerprint?

  /// An experiment from its parts.
  public init(
    _ task: any MemoryTask, model: Architecture, plan: TrainingPlan, seed: UInt64 = 0
  ) {
    self.task = task
    self.model = model
    self.plan = plan
    self.seed = seed
  }

  /// This experiment once for every value of one of its parts.
  public func varying<Value>(
    _ part: WritableKeyPath<Experiment, Value>, over values: some Sequence<Value>
  ) -> [Experiment] {
    [self].varying(part, over: values)
  }
}

extension [Experiment] {
  /// Every experiment once for every value of one of its parts.
  public func varying<Value>(
    _ part: WritableKeyPath<Experiment, Value>, over values: some Sequence<Value>
  ) -> [Experiment] {
    let values = Array<Value>(values)
    return flatMap { experiment in
      values.map { value in
        var experiment = experiment
        experiment[keyPath: part] = value
        return experiment
      }
    }
  }
}
