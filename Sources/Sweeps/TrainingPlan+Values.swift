import Engine
import Training

extension TrainingPlan {
  /// Changes what was said.
  mutating func apply(_ values: Values) throws(Refusal) {
    if let epochs = values.whole("plan.epochs") { duration = .epochs(epochs) }
    if let steps = values.whole("plan.steps") { duration = .steps(steps) }
    batch = values.whole("plan.batch") ?? batch
    optimizer = try optimizer.changed(values)
    if let clip = values.name("plan.clip") { clipping = Clipping(clip) }
    if let notation = values.name("plan.schedule") {
      schedule = Schedule(notation: notation) ?? schedule
    }
    loss = values.choice("plan.loss") ?? loss
    shuffle = values.flag("plan.shuffle") ?? shuffle
    evaluateEvery = values.whole("plan.evaluate-every") ?? evaluateEvery
    patience = values.whole("plan.patience") ?? patience
    if let keepsLast = values.flag("plan.keep-last") { keepsBest = !keepsLast }
  }
}

extension OptimizerChoice {
  /// Momentum and decay of zero are none, so that optimizers without them can be varied beside others.
  fileprivate func changed(_ values: Values) throws(Refusal) -> OptimizerChoice {
    let name = values.name("plan.optimizer") ?? name
    let momentum = values.real("plan.momentum")
    if let momentum, momentum != 0, name != "sgd", name != "rmsprop" {
      throw Refusal(
        ["plan.momentum", "plan.optimizer"],
        "\(name) has no momentum, and plan.momentum is \(momentum); expected 0, sgd or rmsprop")
    }
    let decay = values.real("plan.weight-decay")
    if let decay, decay != 0, name != "adamw" {
      throw Refusal(
        ["plan.weight-decay", "plan.optimizer"],
        "\(name) has no weight decay, and plan.weight-decay is \(decay); expected 0 or adamw")
    }
    var choice = self
    if values.name("plan.optimizer") != nil
      || (momentum != nil && name != "adam" && name != "adamw")
    {
      choice =
        OptimizerChoice(name: name, learningRate: learningRate, momentum: momentum ?? 0) ?? choice
    }
    if let rate = values.real("plan.learning-rate") { choice.learningRate = rate }
    if let decay, case .adamW(let rate, _, let beta1, let beta2, let epsilon) = choice {
      choice = .adamW(
        learningRate: rate, weightDecay: decay, beta1: beta1, beta2: beta2, epsilon: epsilon)
    }
    return choice
  }
}
