import ArgumentParser
import LongLag

/// The options of `longlag train` that say how it learns.
struct PlanOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "Passes over the training rows. (default: that of the preset)")
  var epochs: Int?

  @Option(parsing: .unconditional, help: "Updates, instead of --epochs.")
  var steps: Int?

  @Option(parsing: .unconditional, help: "Rows per update. (default: that of the preset)")
  var batch: Int?

  @Option(help: "sgd, adam, adamw or rmsprop. (default: that of the preset)")
  var optimizer: String?

  @Option(parsing: .unconditional, help: "The learning rate. (default: that of the preset)")
  var learningRate: Double?

  @Option(parsing: .unconditional, help: "Momentum of sgd and rmsprop. (default: 0)")
  var momentum: Double?

  @Option(parsing: .unconditional, help: "What adamw takes off the weights. (default: 0.01)")
  var weightDecay: Double?

  @Option(
    help: ArgumentHelp(
      "Cut large gradients: global-norm:5 scales all together, per-tensor:5 each on its own, value:5 "
        + "cuts every number; none.", valueName: "method"))
  var clip: String?

  @Option(
    help: ArgumentHelp(
      "The learning rate over the epochs: constant, step:100:0.5 (every 100, half), "
        + "exponential:0.99, cosine:500 (to zero in 500) or warmup:5.", valueName: "course"))
  var schedule: String?

  @Option(help: "cross-entropy, cross-entropy-sum or mean-squared-error. (default: by the task)")
  var loss: String?

  @Flag(
    inversion: .prefixedNo, help: "Put the rows in a new order at every epoch. (default: by preset)"
  )
  var shuffle: Bool?

  @Option(
    parsing: .unconditional,
    help: "Updates between two looks at the dev rows. (default: that of the preset)")
  var evaluateEvery: Int?

  @Option(
    parsing: .unconditional,
    help: "Looks without a better dev loss after which training stops. (default: never)")
  var patience: Int?

  @Flag(help: "Keep the last parameters rather than those with the best dev accuracy.")
  var keepLast = false

  /// Changes what was said.
  func apply(to plan: inout TrainingPlan) throws {
    if epochs != nil, steps != nil {
      throw Failure(.usage, "--epochs and --steps both say how long to train; expected one of them")
    }
    try Failure.require(1...1_000_000_000, "--epochs", epochs)
    try Failure.require(1...1_000_000_000, "--steps", steps)
    if let epochs { plan.duration = .epochs(epochs) }
    if let steps { plan.duration = .steps(steps) }
    if let batch { plan.batch = batch }
    plan.optimizer = try optimizer(instead: plan.optimizer)
    if let clip { plan.clipping = try clipping(clip) }
    if let schedule { plan.schedule = try Schedule(argument: schedule) }
    if let loss { plan.loss = try Failure.choice("loss", loss, of: Loss.self) }
    if let shuffle { plan.shuffle = shuffle }
    if let evaluateEvery { plan.evaluateEvery = evaluateEvery }
    if let patience { plan.patience = patience }
    if keepLast { plan.keepsBest = false }
  }

  private func optimizer(instead usual: OptimizerChoice) throws(Failure) -> OptimizerChoice {
    let name = optimizer ?? usual.name
    guard OptimizerChoice.names.contains(name) else {
      throw .unknown("optimizer", name, known: OptimizerChoice.names)
    }
    if let momentum {
      guard name == "sgd" || name == "rmsprop" else {
        throw Failure(.usage, "\(name) has no --momentum; sgd and rmsprop have")
      }
      guard momentum >= 0, momentum < 1 else {
        throw Failure(.usage, "--momentum is \(momentum); expected at least 0 and below 1")
      }
    }
    if let weightDecay {
      guard name == "adamw" else {
        throw Failure(.usage, "\(name) has no --weight-decay; adamw has")
      }
      guard weightDecay >= 0, weightDecay.isFinite else {
        throw Failure(.usage, "--weight-decay is \(weightDecay); expected 0 or more")
      }
    }
    var choice = usual
    if optimizer != nil || momentum != nil {
      choice =
        OptimizerChoice(
          name: name, learningRate: usual.learningRate, momentum: momentum ?? 0) ?? usual
    }
    if let learningRate { choice.learningRate = learningRate }
    if let weightDecay, case .adamW(let rate, _, let beta1, let beta2, let epsilon) = choice {
      choice = .adamW(
        learningRate: rate, weightDecay: weightDecay, beta1: beta1, beta2: beta2, epsilon: epsilon)
    }
    return choice
  }

  private func clipping(_ text: String) throws(Failure) -> Clipping? {
    if text == "none" { return nil }
    if let clipping = Clipping(text) { return clipping }
    throw Failure(
      .usage,
      "--clip is '\(text)'; expected global-norm:5 (all gradients scaled together), per-tensor:5 "
        + "(each on its own), value:5 (every number), with any positive limit, or none")
  }
}
