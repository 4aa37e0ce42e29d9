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
  private var lossSum = 0.0
  private var lossCount = 0

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

  mutating func note(step: Int, loss: Double, _ gradients: [Float]) {
    steps = step
    lossSum += loss
    lossCount += 1
    guard recordsNorms else { return }
    for (name, range) in zip(names, tensors) {
      gradientNorms[name]?.append(
        InstructionSet.best.sumOfSquares(gradients, in: range).squareRoot())
    }
  }

  /// The mean loss of the updates since this was last asked.
  mutating func meanLossSinceEvaluation() -> Double {
    defer { (lossSum, lossCount) = (0, 0) }
    return lossSum / Double(max(lossCount, 1))
  }
}
