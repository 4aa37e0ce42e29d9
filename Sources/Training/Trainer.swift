public import Engine
import Kernels
public import Models
public import Tasks

/// Trains a model: synchronous, in the thread that calls it.
///
/// ```swift
/// let trainer = try Trainer(plan, seed: 1)
/// let history = try trainer.train(&model, on: train, dev: dev) { print($0) }
/// ```
public struct Trainer: Sendable {
  /// How it trains.
  public let plan: TrainingPlan
  /// Decides the order of the rows, dropout and random states.
  public let seed: UInt64
  /// Threads that share the work of a batch; what is learned does not depend on their number.
  public let threads: Int

  /// Sequences in a batch from which on it pays to divide them among threads.
  private static let divisible = 16

  /// A trainer that follows a plan.
  ///
  /// - Parameter threads: Threads that share the work of a batch of 16 sequences or more.
  public init(_ plan: TrainingPlan, seed: UInt64, threads: Int = 1) throws(TrainingError) {
    try plan.check()
    self.plan = plan
    self.seed = seed
    self.threads = plan.batch >= Self.divisible ? threads : 1
  }

  /// The loss that a plan makes small in a task.
  public func loss(for answer: TaskAnswer) -> Loss {
    if let loss = plan.loss { return loss }
    if case .classes = answer.kind { return .crossEntropy }
    return .meanSquaredError
  }

  /// Trains a model.
  ///
  /// - Parameters:
  ///   - model: Starts as it is; in the end it holds the best or the last parameters, as planned.
  ///   - train: The rows it learns from.
  ///   - dev: The rows it is looked at with.
  ///   - isCancelled: Asked between updates; training ends cleanly once it says yes.
  ///   - observe: Hears what happens, in this thread.
  /// - Throws: ``TrainingError/lossNotFinite(step:loss:largestGradient:norm:)``; the model is then as
  ///   it was before the step.
  public func train(
    _ model: inout Model, on train: Dataset, dev: Dataset,
    isCancelled: () -> Bool, observe: (TrainingEvent) -> Void = { _ in }
  ) throws(TrainingError) -> TrainingHistory {
    let loss = loss(for: model.answer)
    let steps = plan.steps(rows: train.count)
    let stepsPerEpoch = plan.stepsPerEpoch(rows: train.count)
    let team = threads > 1 ? Team(members: threads) : nil
    let executor = FastExecutor(
      model.network, batch: min(plan.batch, train.count), time: train.lengths.max() ?? 1,
      purpose: .training, team: team)
    let evaluator = Evaluator(model, on: dev, loss: loss, seed: seed, team: team)
    var optimizer = Optimizer(plan.optimizer, parameterCount: model.parameters.count)
    var order = RowOrder(count: train.count, shuffles: plan.shuffle, seed: seed)
    var states = RandomStates(model, seed: seed, name: "states/training")
    var dropout: RandomStream? =
      model.architecture.dropout > 0 ? RandomStream(seed: seed, name: "dropout") : nil
    var history = TrainingHistory(network: model.network, plan: plan, steps: steps)
    var best = BestParameters(prefersAccuracy: loss != .meanSquaredError, patience: plan.patience)
    var gradients = [Float](repeating: 0, count: model.parameters.count)
    var batch = Batch(count: 1, time: 1, input: .symbols([0]))
    var targets = Targets.classes([])
    var reason = TrainingEvent.EndReason.completed

    observe(.began(steps: steps))
    for step in 1...max(steps, 1) where steps > 0 {
      if isCancelled() {
        reason = .cancelled
        break
      }
      let (epoch, place) = (step - 1).quotientAndRemainder(dividingBy: stepsPerEpoch)
      if place == 0 { order.next() }
      train.fill(&batch, &targets, rows: order.rows(at: place, batch: plan.batch))
      let value = executor.train(
        model.parameters, on: model.encoded(batch), targets: targets, loss: loss,
        gradients: &gradients, dropout: &dropout, initialStates: states?.draw(count: batch.count))
      guard value.isFinite else {
        throw .lossNotFinite(at: step, loss: value, gradients, of: model.network)
      }
      history.note(step: step, loss: value, gradients)
      plan.clipping?.apply(to: &gradients, tensors: history.tensors)
      optimizer.update(
        &model.parameters, gradients: gradients, factor: plan.schedule.factor(epoch: epoch),
        team: team)
      observe(.stepped(step: step, loss: value))

      guard step % plan.evaluateEvery == 0 || step == steps else { continue }
      let evaluation = Evaluation(
        step: step, epoch: Double(step) / Double(stepsPerEpoch),
        trainLoss: history.meanLossSinceEvaluation(), dev: evaluator.score(model))
      history.evaluations.append(evaluation)
      observe(.evaluated(evaluation))
      observe(.shown(model, step: step))
      if best.isExhausted(after: evaluation, model.parameters) {
        reason = .earlyStop
        break
      }
    }
    if plan.keepsBest, let parameters = best.parameters {
      model.parameters = parameters
      history.bestStep = best.step
    }
    history.reason = reason
    observe(.ended(step: history.steps, reason: reason))
    return history
  }

  /// Trains a model to the planned end.
  ///
  /// An overload, not a default: a closure behind the call would be taken for the first closure.
  public func train(
    _ model: inout Model, on train: Dataset, dev: Dataset,
    observe: (TrainingEvent) -> Void = { _ in }
  ) throws(TrainingError) -> TrainingHistory {
    try self.train(&model, on: train, dev: dev, isCancelled: { false }, observe: observe)
  }
}

extension TrainingError {
  fileprivate static func lossNotFinite(
    at step: Int, loss: Double, _ gradients: [Float], of network: Network
  ) -> TrainingError {
    let norms = network.parameters.map { parameter in
      (
        name: parameter.name,
        norm: gradients[parameter.range].reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      )
    }
    // A norm that is not a number is larger than any that is.
    let largest = norms.max { a, b in b.norm.isNaN ? !a.norm.isNaN : a.norm < b.norm }
    return .lossNotFinite(
      step: step, loss: loss, largestGradient: largest?.name ?? "nothing",
      norm: largest?.norm ?? 0)
  }
}
