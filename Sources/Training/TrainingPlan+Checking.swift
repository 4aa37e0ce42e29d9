extension TrainingPlan {
  /// Refuses settings that cannot mean anything.
  func check() throws(TrainingError) {
    func require(
      _ condition: Bool, _ key: String, _ found: some Any, _ expected: String
    ) throws(TrainingError) {
      if !condition { throw .setting(key: key, found: "\(found)", expected: expected) }
    }
    switch duration {
    case .epochs(let epochs):
      try require(epochs >= 1, "epochs", epochs, "at least 1")
    case .steps(let steps):
      try require(steps >= 1, "steps", steps, "at least 1")
    }
    try require((1...1_000_000).contains(batch), "batch", batch, "between 1 and 1000000")
    let rate = optimizer.learningRate
    try require(rate > 0 && rate.isFinite, "learning rate", rate, "a positive number")
    if let limit = clipping?.limit {
      try require(limit > 0 && limit.isFinite, "clipping limit", limit, "a positive number")
    }
    switch schedule {
    case .constant: break
    case .step(let every, let factor):
      try require(every >= 1, "schedule", "every \(every) epochs", "every 1 or more")
      try require(factor > 0 && factor.isFinite, "schedule factor", factor, "a positive number")
    case .exponential(let factor):
      try require(factor > 0 && factor.isFinite, "schedule factor", factor, "a positive number")
    case .cosine(let epochs), .warmup(let epochs):
      try require(epochs >= 1, "schedule epochs", epochs, "at least 1")
    }
    try require(evaluateEvery >= 1, "evaluate-every", evaluateEvery, "at least 1")
    if let patience { try require(patience >= 1, "patience", patience, "at least 1") }
  }
}
