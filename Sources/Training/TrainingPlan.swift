public import Engine

/// How a model is trained: everything but the model and the task.
public struct TrainingPlan: Sendable, Hashable, Codable {
  /// How long to train.
  public enum Duration: Sendable, Hashable, Codable {
    /// So many passes over the training rows.
    case epochs(Int)
    /// So many updates.
    case steps(Int)
  }

  /// How long to train.
  public var duration: Duration
  /// Rows per update; the last batch of an epoch may be smaller.
  public var batch: Int
  /// The rule of the updates.
  public var optimizer: OptimizerChoice
  /// What is made small; `nil` leaves it to the task: cross-entropy for classes, the squared error
  /// for numbers.
  public var loss: Loss?
  /// How gradients that are too large are cut.
  public var clipping: Clipping?
  /// What becomes of the learning rate.
  public var schedule: Schedule
  /// Whether the rows are put in a new order at every epoch.
  public var shuffle: Bool
  /// Updates between two evaluations on the dev rows.
  public var evaluateEvery: Int
  /// Whether the parameters with the strictly best dev accuracy are kept in the end, rather than the
  /// last.
  public var keepsBest: Bool
  /// Evaluations without a better dev loss after which training stops; `nil` never stops early.
  public var patience: Int?
  /// Whether the norm of every tensor's gradient is written down at every update, before clipping.
  public var recordsGradientNorms: Bool

  /// A plan.
  public init(
    duration: Duration, batch: Int, optimizer: OptimizerChoice, loss: Loss? = nil,
    clipping: Clipping? = nil, schedule: Schedule = .constant, shuffle: Bool = true,
    evaluateEvery: Int = 100, keepsBest: Bool = true, patience: Int? = nil,
    recordsGradientNorms: Bool = false
  ) {
    self.duration = duration
    self.batch = batch
    self.optimizer = optimizer
    self.loss = loss
    self.clipping = clipping
    self.schedule = schedule
    self.shuffle = shuffle
    self.evaluateEvery = evaluateEvery
    self.keepsBest = keepsBest
    self.patience = patience
    self.recordsGradientNorms = recordsGradientNorms
  }

  /// A plan that lasts so many epochs.
  public init(epochs: Int, batch: Int, optimizer: OptimizerChoice) {
    self.init(duration: .epochs(epochs), batch: batch, optimizer: optimizer)
  }

  /// Updates in one pass over so many rows.
  public func stepsPerEpoch(rows: Int) -> Int { (rows + batch - 1) / batch }

  /// Updates in all.
  public func steps(rows: Int) -> Int {
    switch duration {
    case .epochs(let epochs): epochs * stepsPerEpoch(rows: rows)
    case .steps(let steps): steps
    }
  }
}
