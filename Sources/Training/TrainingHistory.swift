import Engine
import Kernels

/// What training leaves beside the model.
public struct TrainingHistory: Sendable {
  /// Every look at the dev rows.
  public internal(set) var evaluations: [Evaluation] = []
  /// The norm of each tensor's gradient at every update, before clipping; by parameter, where the plan
  /// asked for it.
  public private(set) var gradientNorms: [String: [Double]] = [:]
  /// Updates made.
  public private(set) var steps = 0
  /// The update whose parameters were kept; `nil` where the last were.
  public internal(set) var bestStep: Int?
  /// Why training ended.
  public internal(set) var reason = TrainingEvent.EndReason.completed

  let tensors: [Range<Int>]
  private let names: [String]
  private let recordsNorms: Bool
  /// The losses since the last evaluation.
  private(set) var losses = LossSum()

  /// What a training left that ended some time ago.
  public init(
    evaluations: [Evaluation], gradientNorms: [String: [Double]], steps: Int, bestStep: Int?,
    reason: TrainingEvent.EndReason
  ) {
    self.evaluations = evaluations
    self.gradientNorms = gradientNorms
    self.steps = steps
    self.bestStep = bestStep
    self.reason = reason
    (tensors, names, recordsNorms) = ([], [], false)
  }

  init(network: Network, plan: TrainingPlan, steps: Int) {
    tensors = network.parameters.map(\.range)
    names = network.parameters.map(\.name)
    recordsNorms = plan.recordsGradientNorms
    if recordsNorms {
      for name in names {
        gradientNorms[name] = []
        gradientNorms[name]?.reserveCapacity(steps)
      }
    }
  }

  /// Goes on from what a checkpoint holds.
  mutating func resume(_ checkpoint: Checkpoint) {
    steps = checkpoint.step
    evaluations = checkpoint.evaluations
    losses = checkpoint.position.losses
    for (name, norms) in checkpoint.gradientNorms { gradientNorms[name] = norms }
  }

  mutating func note(step: Int, loss: Double, _ gradients: [Float]) {
    steps = step
    losses.add(loss)
    guard recordsNorms else { return }
    for (name, range) in zip(names, tensors) {
      gradientNorms[name]?.append(
        InstructionSet.best.sumOfSquares(gradients, in: range).squareRoot())
    }
  }

  /// The mean loss of the updates since this was last asked.
  mutating func meanLossSinceEvaluation() -> Double {
    defer { losses = LossSum() }
    return losses.mean
  }
}
