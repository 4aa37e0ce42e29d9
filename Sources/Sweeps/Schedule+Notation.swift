package import Training

extension Schedule {
  /// Reads what the command line and sweep files write: `constant`, `step:100:0.5`,
  /// `exponential:0.99`, `cosine:500`, `warmup:5`.
  package init?(notation text: String) {
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
    guard let schedule else { return nil }
    self = schedule
  }
}
