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
  ///   - checkpoint: Where to go on from; the beginning where `nil`.
  ///   - checkpointEvery: How often ``TrainingEvent/reached(_:)`` is told, and at the latest when it
  ///     is cancelled; `nil` for never. More rarely where hearing it takes more than 1 % of the time.
  ///   - isCancelled: Asked between updates; training ends cleanly once it says yes.
  ///   - observe: Hears what happens, in this thread.
  /// - Throws: ``TrainingError/lossNotFinite(step:loss:largestGradient:norm:)``; the model is then as
  ///   it was before the step.
  public func train(
    _ model: inout Model, on train: Dataset, dev: Dataset, from checkpoint: Checkpoint? = nil,
    checkpointEvery: Duration? = nil, isCancelled: () -> Bool,
    observe: (TrainingEvent) -> Void = { _ in }
  ) throws(TrainingError) -> TrainingHistory {
    let loss = loss(for: model.answer)
    let steps = plan.steps(rows: train.count)
    let team = threads > 1 ? Team(members: threads) : nil
    let executor = FastExecutor(
      model.network, batch: min(plan.batch, train.count), time: train.lengths.max() ?? 1,
      purpose: .training, team: team)
    let evaluator = Evaluator(model, on: dev, loss: loss, seed: seed, team: team)
    var state = TrainingState(self, model, rows: train.count, loss: loss)
    if let checkpoint { try state.resume(checkpoint, &model, evaluator, steps: steps) }
    var pace = CheckpointPace(every: checkpointEvery)
    var batch = Batch(count: 1, time: 1, input: .symbols([0]))
    var targets = Targets.classes([])
    var reason = TrainingEvent.EndReason.completed

    observe(.began(steps: steps))
    while state.step < steps {
      if isCancelled() {
        if checkpointEvery != nil { observe(.reached(state.checkpoint(model, evaluator))) }
        reason = .cancelled
        break
      }
      if pace.isDue {
        pace.spend { observe(.reached(state.checkpoint(model, evaluator))) }
      }
      let (epoch, place) = state.advance()
      train.fill(&batch, &targets, rows: state.order.rows(at: place, batch: plan.batch))
      let value = executor.train(
        model.parameters, on: model.encoded(batch), targets: targets, loss: loss,
        gradients: &state.gradients, dropout: &state.dropout,
        initialStates: state.states?.draw(count: batch.count))
      guard value.isFinite else {
        throw .lossNotFinite(at: state.step, loss: value, state.gradients, of: model.network)
      }
      state.history.note(step: state.step, loss: value, state.gradients)
      plan.clipping?.apply(to: &state.gradients, tensors: state.history.tensors)
      state.optimizer.update(
        &model.parameters, gradients: state.gradients,
        factor: plan.schedule.factor(epoch: epoch), team: team)
      observe(.stepped(step: state.step, loss: value))

      guard state.step % plan.evaluateEvery == 0 || state.step == steps else { continue }
      let evaluation = Evaluation(
        step: state.step,
        epoch: Double(state.step) / Double(plan.stepsPerEpoch(rows: train.count)),
        trainLoss: state.history.meanLossSinceEvaluation(), dev: evaluator.score(model))
      state.history.evaluations.append(evaluation)
      observe(.evaluated(evaluation))
      observe(.shown(model, step: state.step))
      if state.best.isExhausted(after: evaluation, model.parameters) {
        reason = .earlyStop
        break
      }
    }
    if plan.keepsBest, let parameters = state.best.parameters {
      model.parameters = parameters
      state.history.bestStep = state.best.step
    }
    state.history.reason = reason
    observe(.ended(step: state.history.steps, reason: reason))
    return state.history
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
