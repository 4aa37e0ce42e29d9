public import Kernels

/// An optimizer at work: its rule, and what it remembers of the gradients so far.
public struct Optimizer: Sendable {
  /// Its rule.
  public let choice: OptimizerChoice
  /// Updates made so far.
  public private(set) var steps = 0
  /// The running mean of the gradient, or the momentum buffer; empty where the rule has none.
  public private(set) var firstMoment: [Float] = []
  /// The running mean of the gradient's square; empty where the rule has none.
  public private(set) var secondMoment: [Float] = []

  /// An optimizer before its first update.
  public init(_ choice: OptimizerChoice, parameterCount: Int) {
    self.choice = choice
    let zeros = [Float](repeating: 0, count: parameterCount)
    switch choice {
    case .adam, .adamW: (firstMoment, secondMoment) = (zeros, zeros)
    case .sgd(_, let momentum):
      if momentum != 0 { firstMoment = zeros }
    case .rmsProp(_, _, let momentum, _):
      secondMoment = zeros
      if momentum != 0 { firstMoment = zeros }
    }
  }

  /// Goes on from what a checkpoint holds.
  mutating func resume(_ checkpoint: Checkpoint) {
    steps = checkpoint.step
    firstMoment = checkpoint.firstMoment
    secondMoment = checkpoint.secondMoment
  }

  /// Changes the parameters once.
  ///
  /// - Parameters:
  ///   - factor: What the schedule makes of the learning rate at this step.
  ///   - team: Who shares the work, where there is much of it.
  public mutating func update(
    _ parameters: inout [Float], gradients: [Float], factor: Double = 1, team: Team? = nil
  ) {
    steps += 1
    let rate = choice.learningRate * factor
    switch choice {
    case .adam(_, let beta1, let beta2, let epsilon):
      adam(rate, beta1, beta2, epsilon, decay: 0, &parameters, gradients, team)
    case .adamW(_, let weightDecay, let beta1, let beta2, let epsilon):
      adam(
        rate, beta1, beta2, epsilon, decay: rate * weightDecay, &parameters, gradients, team)
    case .sgd(_, let momentum):
      for i in parameters.indices {
        var change = gradients[i]
        if momentum != 0 {
          firstMoment[i] = Float(momentum) * firstMoment[i] + change
          change = firstMoment[i]
        }
        parameters[i] -= Float(rate) * change
      }
    case .rmsProp(_, let alpha, let momentum, let epsilon):
      let (alpha, epsilon) = (Float(alpha), Float(epsilon))
      for i in parameters.indices {
        let gradient = gradients[i]
        secondMoment[i] = alpha * secondMoment[i] + (1 - alpha) * gradient * gradient
        var change = gradient / (secondMoment[i].squareRoot() + epsilon)
        if momentum != 0 {
          firstMoment[i] = Float(momentum) * firstMoment[i] + change
          change = firstMoment[i]
        }
        parameters[i] -= Float(rate) * change
      }
    }
  }

  private mutating func adam(
    _ rate: Double, _ beta1: Double, _ beta2: Double, _ epsilon: Double, decay: Double,
    _ parameters: inout [Float], _ gradients: [Float], _ team: Team?
  ) {
    InstructionSet.best.adam(
      learningRate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon, decay: decay, step: steps,
      gradients: gradients, parameters: &parameters, firstMoment: &firstMoment,
      secondMoment: &secondMoment, team: team)
  }
}
