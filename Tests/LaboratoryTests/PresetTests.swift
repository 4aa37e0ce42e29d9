import Tasks
import Testing
import Training

@testable import Laboratory

/// The published experiments, as experiments.
struct PresetTests {
  @Test func presetsAreAsPublished() throws {
    let book = try #require(Preset.named("book"))
    #expect(book.experiments().count == 6 * 2 * 5)
    for experiment in book.experiments(seeds: 1) {
      let rows = try experiment.task.dataset(.train, seed: 0).count
      #expect(experiment.plan.steps(rows: rows) == 19_000)
      #expect(!experiment.plan.shuffle && experiment.plan.clipping == nil)
    }
    let course = try #require(Preset.named("course"))
    let epochs = course.experiments(lengths: [5], seeds: 1).map(\.plan.duration)
    #expect(epochs == [.epochs(1000), .epochs(500)], "the budgets of the report are not equal")
    let explosion = try #require(Preset.named("explosion"))
    #expect(
      explosion.experiments(seeds: 1).map { explosion.variant(of: $0)?.name }
        == ["not clipped", "clipped per tensor at 5"])
    let corrected = try #require(Preset.named("course-corrected")).experiments(seeds: 1)
    #expect(Set(corrected.map(\.plan)).count == 1, "one budget for all")
  }
}
