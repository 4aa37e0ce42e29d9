import Models

/// The parameters with the strictly best dev score so far, and how long ago the dev loss last fell.
struct BestParameters {
  private let prefersAccuracy: Bool
  private let patience: Int?
  private var bestScore = -Double.infinity
  private var lowestLoss = Double.infinity
  private var evaluationsWithoutGain = 0
  private(set) var parameters: [Float]?
  private(set) var step: Int?

  init(prefersAccuracy: Bool, patience: Int?) {
    self.prefersAccuracy = prefersAccuracy
    self.patience = patience
  }

  /// Takes note of an evaluation; whether patience is at its end.
  mutating func isExhausted(after evaluation: Evaluation, _ current: [Float]) -> Bool {
    let score = prefersAccuracy ? evaluation.dev.accuracy : -evaluation.dev.loss
    if score > bestScore {
      bestScore = score
      parameters = current
      step = evaluation.step
    }
    if evaluation.dev.loss < lowestLoss {
      lowestLoss = evaluation.dev.loss
      evaluationsWithoutGain = 0
    } else {
      evaluationsWithoutGain += 1
    }
    return patience.map { evaluationsWithoutGain >= $0 } ?? false
  }
}
