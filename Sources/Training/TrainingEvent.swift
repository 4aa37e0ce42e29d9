public import Models

/// What training says as it goes.
public enum TrainingEvent: Sendable {
  /// Training begins; `steps` updates are planned.
  case began(steps: Int)
  /// An update was made; the loss is that of its batch, before the update.
  case stepped(step: Int, loss: Double)
  /// The model was looked at.
  case evaluated(Evaluation)
  /// The model as it stands after so many updates, beside every look at it. Whoever keeps it keeps a
  /// copy of its parameters.
  case shown(Model, step: Int)
  /// Here it can be taken up again.
  case reached(Checkpoint)
  /// Training has ended.
  case ended(step: Int, reason: EndReason)

  /// Why training ended.
  public enum EndReason: String, Sendable, Hashable, Codable {
    /// Everything planned was done.
    case completed
    /// The dev loss had not fallen for as long as patience lasts.
    case earlyStop
    /// It was asked to end.
    case cancelled
  }
}

/// A look at the model while it trains.
public struct Evaluation: Sendable, Hashable, Codable {
  /// Updates made so far.
  public var step: Int
  /// Passes over the training rows so far.
  public var epoch: Double
  /// The mean loss of the batches since the evaluation before.
  public var trainLoss: Double
  /// How the dev rows are answered.
  public var dev: Score

  /// An evaluation from its parts.
  public init(step: Int, epoch: Double, trainLoss: Double, dev: Score) {
    self.step = step
    self.epoch = epoch
    self.trainLoss = trainLoss
    self.dev = dev
  }
}
