import Engine
import Models
import Tasks

/// What changes while a model is trained, beside its parameters.
struct TrainingState {
  /// Updates made.
  private(set) var step = 0
  var optimizer: Optimizer
  var order: RowOrder
  var states: RandomStates?
  var dropout: RandomStream?
  var history: TrainingHistory
  var best: BestParameters
  var gradients: [Float]
  private let stepsPerEpoch: Int

  init(_ trainer: Trainer, _ model: Model, rows: Int, loss: Loss) {
    let (plan, seed) = (trainer.plan, trainer.seed)
    optimizer = Optimizer(plan.optimizer, parameterCount: model.parameters.count)
    order = RowOrder(count: rows, shuffles: plan.shuffle, seed: seed)
    states = RandomStates(model, seed: seed, name: "states/training")
    dropout = model.architecture.dropout > 0 ? RandomStream(seed: seed, name: "dropout") : nil
    history = TrainingHistory(network: model.network, plan: plan, steps: plan.steps(rows: rows))
    best = BestParameters(prefersAccuracy: loss != .meanSquaredError, patience: plan.patience)
    gradients = [Float](repeating: 0, count: model.parameters.count)
    stepsPerEpoch = plan.stepsPerEpoch(rows: rows)
  }

  /// Begins the next update: its epoch, and its place in it.
  mutating func advance() -> (epoch: Int, place: Int) {
    let (epoch, place) = step.quotientAndRemainder(dividingBy: stepsPerEpoch)
    if place == 0 { order.next() }
    step += 1
    return (epoch, place)
  }

  /// Where the training stands.
  func checkpoint(_ model: Model, _ evaluator: Evaluator) -> Checkpoint {
    Checkpoint(
      position: .init(
        step: step, states: states?.random, evaluationStates: evaluator.states?.random,
        dropout: dropout, evaluations: history.evaluations, losses: history.losses,
        best: best.standing),
      parameters: model.parameters, firstMoment: optimizer.firstMoment,
      secondMoment: optimizer.secondMoment, bestParameters: best.parameters,
      gradientNorms: history.gradientNorms)
  }

  /// Goes on from where a training stood.
  ///
  /// - Throws: ``TrainingError/setting(key:found:expected:)`` where it was the training of another
  ///   model, or a longer one.
  mutating func resume(
    _ checkpoint: Checkpoint, _ model: inout Model, _ evaluator: Evaluator, steps: Int
  ) throws(TrainingError) {
    guard checkpoint.parameters.count == model.parameters.count,
      checkpoint.firstMoment.count == optimizer.firstMoment.count,
      checkpoint.secondMoment.count == optimizer.secondMoment.count
    else {
      throw .setting(
        key: "the checkpoint", found: "of \(checkpoint.parameters.count) parameters",
        expected: "of \(model.parameters.count), with the same optimizer")
    }
    guard checkpoint.step <= steps else {
      throw .setting(
        key: "the checkpoint", found: "at update \(checkpoint.step)",
        expected: "at one of the \(steps) that are planned")
    }
    // The order is that of so many shuffles, one after the other.
    while step < checkpoint.step {
      if step % stepsPerEpoch == 0 { order.next() }
      step += min(stepsPerEpoch - step % stepsPerEpoch, checkpoint.step - step)
    }
    model.parameters = checkpoint.parameters
    optimizer.resume(checkpoint)
    history.resume(checkpoint)
    best.resume(checkpoint.position.best, checkpoint.bestParameters)
    dropout = checkpoint.position.dropout
    if let random = checkpoint.position.states { states?.random = random }
    if let random = checkpoint.position.evaluationStates { evaluator.states?.random = random }
  }
}
