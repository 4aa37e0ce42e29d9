import Testing
import Training

struct ScheduleTests {
  static let schedules: [(name: String, schedule: Schedule)] = [
    ("constant", .constant),
    ("step", .step(every: 4, factor: 0.5)),
    ("exponential", .exponential(factor: 0.9)),
    ("cosine", .cosine(epochs: 12)),
    ("linear-warmup", .warmup(epochs: 4)),
  ]

  /// In Double, by closed formulas where PyTorch multiplies step by step: a few units in the last
  /// place of 0.1.
  @Test(arguments: schedules)
  func `rates are those of PyTorch`(name: String, schedule: Schedule) throws {
    let golden = try GoldenOptimizers.read()
    let rates = try #require(golden.schedules[name]).rates
    for (epoch, rate) in rates.enumerated() {
      #expect(abs(golden.base_rate * schedule.factor(epoch: epoch) - rate) < 1e-15, "\(epoch)")
    }
  }

  @Test func `after its epochs a schedule rests`() {
    #expect(abs(Schedule.cosine(epochs: 3).factor(epoch: 3)) < 1e-15)
    #expect(abs(Schedule.cosine(epochs: 3).factor(epoch: 1000)) < 1e-15)
    #expect(Schedule.warmup(epochs: 3).factor(epoch: 1000) == 1)
  }
}
