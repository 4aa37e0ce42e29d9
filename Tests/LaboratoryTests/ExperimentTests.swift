import Engine
import Foundation
import Laboratory
import Models
import Tasks
import Testing
import Training

@Suite struct ExperimentTests {
  private let base = Experiment(
    DigitSum(length: 20), model: Architecture(embedding: 32, cell: .lstm(hidden: 32)),
    plan: TrainingPlan(epochs: 500, batch: 8, optimizer: .adam(learningRate: 1e-3)), seed: 3)

  /// Every experiment of every preset, and one with all that presets leave alone.
  private static var all: [Experiment] {
    var odd = Experiment(
      TemporalOrder(length: 30),
      model: Architecture(
        encoding: .oneHot, cell: .gru(hidden: 5), layers: 2, direction: .bidirectional,
        dropout: 0.25, readout: .mean, initialState: .learned, start: .orthogonal, forgetBias: 1),
      plan: TrainingPlan(
        duration: .steps(7), batch: 3, optimizer: .rmsProp(learningRate: 1e-4, momentum: 0.9),
        loss: .crossEntropySum, clipping: .value(0.5), schedule: .cosine(epochs: 9), patience: 4))
    odd.seed = .max
    return Preset.all.flatMap { $0.experiments(seeds: 1) } + [odd]
  }

  @Test func everyExperimentComesBackFromItsFile() throws {
    for experiment in Self.all {
      let bytes = try experiment.canonicalJSON()
      let read = try JSONDecoder().decode(Experiment.self, from: Data(bytes))
      #expect(try read.canonicalJSON() == bytes)
      #expect(try read.fingerprint() == experiment.fingerprint())
    }
  }

  @Test func whateverFixesAResultChangesTheFingerprint() throws {
    let changes: [(String, (inout Experiment) -> Void)] = [
      ("seed", { $0.seed = 4 }), ("length", { $0.task.length = 21 }),
      ("cell", { $0.model.cell.name = "srn" }), ("hidden", { $0.model.cell.hidden = 33 }),
      ("start", { $0.model.start = .zero }), ("batch", { $0.plan.batch = 9 }),
      ("rate", { $0.plan.optimizer = .adam(learningRate: 2e-3) }),
      ("clipping", { $0.plan.clipping = .perTensor(5) }), ("order", { $0.plan.shuffle = false }),
    ]
    var seen = [try base.fingerprint()]
    for (name, change) in changes {
      var other = base
      change(&other)
      let fingerprint = try other.fingerprint()
      #expect(!seen.contains(fingerprint), "\(name)")
      seen.append(fingerprint)
    }
  }

  @Test func aSweepIsEveryCombinationInOrder() {
    let sweep = base.varying(\.task.length, over: [5, 10]).varying(\.seed, over: 0..<3)
    #expect(sweep.map(\.task.length) == [5, 5, 5, 10, 10, 10])
    #expect(sweep.map(\.seed) == [0, 1, 2, 0, 1, 2])
  }

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
