public import Models
public import Probes
public import Training

/// One execution of an experiment, and what it left.
public struct Run: Sendable {
  /// What was executed.
  public let experiment: Experiment
  /// The model as it was kept: with the best or the last parameters.
  public let model: Model
  /// What training left.
  public let history: TrainingHistory
  /// How the kept model answers the rows it learned from.
  public let train: Score
  /// How it answers the dev rows.
  public let dev: Score
  /// How it answers the test rows.
  public let test: Score
  /// Which probes were read off.
  public internal(set) var probing: Probing
  /// What the probes read.
  public internal(set) var readings: Readings
  /// Seconds of work.
  public let seconds: Double
}

/// What the probes read off a run.
public struct Readings: Sendable, Hashable, Codable {
  /// How far back the gradient is felt before training.
  public var reachAtStart: GradientReach?
  /// How far back the gradient is felt after training.
  public var reach: GradientReach?
  /// What the gates do.
  public var gates: GateBehavior?
  /// How other lengths are answered.
  public var transfer: Transfer?

  /// Nothing read.
  public init() {}
}
