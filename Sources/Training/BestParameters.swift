import Models

/// The parameters with the strictly best dev score so far, and how long ago the dev loss last fell.
struct BestParameters {
  /// How good they are, and since when nothing was better.
  struct Standing: Sendable, Hashable, Codable {
    fileprivate(set) var score = -Double.infinity
    fileprivate(set) var lowestLoss = Double.infinity
    fileprivate(set) var evaluationsWithoutGain = 0
    fileprivate(set) var step: Int?
  }

  private let prefersAccuracy: Bool
  private let patience: Int?
  private(set) var standing = Standing()
  private(set) var parameters: [Float]?

  init(prefersAccuracy: Bool, patience: Int?) {
    self.prefersAccuracy = prefersAccuracy
    self.patience = patience
  }

  /// The update at which they were the parameters.
  var step: Int? { standing.step }

  /// Goes on from what a checkpoint holds.
  mutating func resume(_ standing: Standing, _ parameters: [Float]?) {
    self.standing = standing
    self.parameters = parameters
  }

  /// Takes note of an evaluation; whether patience is at its end.
  mutating func isExhausted(after evaluation: Evaluation, _ current: [Float]) -> Bool {
    let score = prefersAccuracy ? evaluation.dev.accuracy : -evaluation.dev.loss
    if score > standing.score {
      standing.score = score
      standing.step = evaluation.step
      parameters = current
    }
    if evaluation.dev.loss < standing.lowestLoss {
      standing.lowestLoss = evaluation.dev.loss
      standing.evaluationsWithoutGain = 0
    } else {
      standing.evaluationsWithoutGain += 1
    }
    return patience.map { standing.evaluationsWithoutGain >= $0 } ?? false
  }
}
