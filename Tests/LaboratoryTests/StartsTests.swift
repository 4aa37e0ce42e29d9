import FolderSupport
import Foundation
import GRDB
import Models
import Synchronization
import Tasks
import Testing
import Training

@testable import Laboratory

/// An experiment that starts from parameters learned before says which, and the store has them.
struct StartsTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.file("longlag.sqlite") }

  /// A model that has learned a little, and an experiment that goes on from there.
  private func start(steps: Int = 40) async throws -> (model: Model, experiment: Experiment) {
    var experiment = RunStoreTests.experiments(seeds: 1, steps: 20)[1]
    let run = try await Laboratory().run([experiment])[0]
    experiment.plan.duration = .steps(steps)
    experiment.startsFrom = run.model.fingerprint
    return (run.model, experiment)
  }

  @Test func theStartIsAPartOfTheExperiment() async throws {
    let (model, experiment) = try await start()
    var new = experiment
    new.startsFrom = nil
    #expect(try experiment.fingerprint() != new.fingerprint())
    #expect(
      String(decoding: try new.canonicalJSON(), as: UTF8.self).contains("startsFrom") == false)
    let read = try JSONDecoder().decode(Experiment.self, from: Data(experiment.canonicalJSON()))
    #expect(read.startsFrom == model.fingerprint)
    // The same parameters are the same start; others are another.
    var other = model
    other.parameters[0] += 1
    #expect(other.fingerprint != model.fingerprint)
    var reader = SettingReader()
    #expect(
      reader.texts(of: experiment)["startsFrom"] == String("\(model.fingerprint)".prefix(8)))
    #expect(reader.texts(of: new)["startsFrom"] == nil)
  }

  @Test func whoeverRunsItStartsThere() async throws {
    let (model, experiment) = try await start()
    let store = try RunStore(path)
    #expect(try store.keepStart(of: model) == experiment.startsFrom)
    let probing = Probing(reach: true)
    let run = try await Laboratory(probing: probing, store: store).run([experiment])[0]

    var trained = model
    let (task, seed) = (experiment.task, experiment.seed)
    let test = try task.dataset(.test, seed: seed)
    let history = try Trainer(experiment.plan, seed: seed).train(
      &trained, on: try task.dataset(.train, seed: seed), dev: try task.dataset(.dev, seed: seed))
    #expect(run.model.parameters == trained.parameters)
    #expect(run.history.evaluations == history.evaluations)
    #expect(run.readings.reachAtStart == probing.readingsAtStart(of: model, on: test).reachAtStart)
  }

  @Test func aRunThatWasInterruptedGoesOnFromThere() async throws {
    let (model, experiment) = try await start(steps: 2000)
    let whole = try RunStore(folder.file("whole.sqlite"))
    try whole.keepStart(of: model)
    let expected = try await Laboratory(store: whole).run([experiment])[0]
    let store = try RunStore(path)
    try store.keepStart(of: model)
    let looks = Atomic(0)
    for await event in Laboratory(store: store).events(
      running: [experiment], isCancelled: { looks.add(1, ordering: .relaxed).newValue > 500 })
    {
      if case .ended = event { Issue.record("it ended though it was cancelled") }
    }
    let run = try await Laboratory(store: store).run([experiment])[0]
    #expect(run.model.parameters == expected.model.parameters)
    #expect(run.history.evaluations == expected.history.evaluations)
  }

  @Test func aStartThatIsNotThereIsSaid() async throws {
    let (_, experiment) = try await start()
    for store in [nil, try RunStore(path)] {
      let error = await #expect(throws: ExperimentError.self) {
        try await Laboratory(store: store).run([experiment])
      }
      let words = "\(try #require(error))"
      #expect(
        words.contains("it starts from the parameters \(experiment.startsFrom?.description ?? "")"))
      #expect(words.contains(store == nil ? "need a store" : "does not have"))
    }
    #expect(try RunStore(path).records().isEmpty)
  }

  @Test func startsAreMerged() async throws {
    let (model, experiment) = try await start()
    let theirs = try RunStore(folder.file("theirs.sqlite"))
    try theirs.keepStart(of: model)
    let run = try await Laboratory(store: theirs).run([experiment])[0]
    let ours = try RunStore(path)
    #expect(try ours.merge(theirs).added == 1)
    #expect(try ours.forget([1]) == 1)
    let again = try await Laboratory(store: ours).run([experiment])[0]
    #expect(again.model.parameters == run.model.parameters)
  }
}
