import LongLag

extension Schedule {
  /// Reads what the command line writes: `constant`, `step:100:0.5`, `exponential:0.99`, `cosine:500`,
  /// `warmup:5`.
  init(argument text: String) throws(Failure) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    func epochs(_ place: Int) -> Int? {
      Int(parts[place]).flatMap { (1...1_000_000_000).contains($0) ? $0 : nil }
    }
    func factor(_ place: Int) -> Double? {
      Double(parts[place]).flatMap { $0 > 0 && $0 <= 1 ? $0 : nil }
    }
    let schedule: Schedule? =
      switch (parts[0], parts.count) {
      case ("constant", 1): .constant
      case ("step", 3):
        epochs(1).flatMap { every in factor(2).map { .step(every: every, factor: $0) } }
      case ("exponential", 2): factor(1).map { .exponential(factor: $0) }
      case ("cosine", 2): epochs(1).map { .cosine(epochs: $0) }
      case ("warmup", 2): epochs(1).map { .warmup(epochs: $0) }
      default: nil
      }
    guard let schedule else {
      throw Failure(
        .usage,
        "--schedule is '\(text)'; expected constant, step:EPOCHS:FACTOR, exponential:FACTOR, "
          + "cosine:EPOCHS or warmup:EPOCHS, with factors above 0 and at most 1")
    }
    self = schedule
  }
}
