import Engine
import Models

/// Everything that a training needs to go on as if it had never stopped: a resumed training ends with
/// the same bits.
///
/// ```swift
/// var last: Checkpoint?
/// try trainer.train(&model, on: train, dev: dev) { if case .reached(let here) = $0 { last = here } }
/// try trainer.train(&model, on: train, dev: dev, from: last)
/// ```
public struct Checkpoint: Sendable, Equatable {
  /// Where it is in the training, and what else changes beside the tensors.
  struct Position: Sendable, Equatable, Codable {
    /// Updates made.
    var step: Int
    /// What random states were drawn from last.
    var states: RandomStream?
    var evaluationStates: RandomStream?
    /// What dropout drew from last.
    var dropout: RandomStream?
    /// Every look at the dev rows so far.
    var evaluations: [Evaluation]
    /// The losses since the last of them.
    var losses: LossSum
    /// How good the best parameters are.
    var best: BestParameters.Standing
  }

  let position: Position
  /// The parameters, in the order of the flat buffer.
  public let parameters: [Float]
  let firstMoment: [Float]
  let secondMoment: [Float]
  let bestParameters: [Float]?
  let gradientNorms: [String: [Double]]

  /// Updates made.
  public var step: Int { position.step }
  /// Every look at the dev rows so far.
  public var evaluations: [Evaluation] { position.evaluations }

  init(
    position: Position, parameters: [Float], firstMoment: [Float], secondMoment: [Float],
    bestParameters: [Float]?, gradientNorms: [String: [Double]]
  ) {
    self.position = position
    self.parameters = parameters
    self.firstMoment = firstMoment
    self.secondMoment = secondMoment
    self.bestParameters = bestParameters
    self.gradientNorms = gradientNorms
  }
}

/// The sum of some losses, and their number.
struct LossSum: Sendable, Hashable, Codable {
  private(set) var sum = 0.0
  private(set) var count = 0

  mutating func add(_ loss: Double) {
    sum += loss
    count += 1
  }

  var mean: Double { sum / Double(max(count, 1)) }
}
