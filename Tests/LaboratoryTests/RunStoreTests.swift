import Cells
import FolderSupport
import Foundation
import GRDB
import Models
import Synchronization
import Tasks
import Testing
import Training

@testable import Laboratory

/// What is in a store stays there, is answered from there, and is no other program's business.
struct RunStoreTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.file("longlag.sqlite") }

  static func experiments(seeds: Int = 3, steps: Int = 60) -> [Experiment] {
    var plan = TrainingPlan(
      duration: .steps(steps), batch: 8, optimizer: .adam(learningRate: 1e-2))
    plan.evaluateEvery = 20
    return Experiment(
      DigitSum(length: 6), model: Architecture(embedding: 8, cell: .srn(hidden: 8)), plan: plan
    )
    .varying(\.model.cell, over: [.srn(hidden: 8), .lstm(hidden: 8)])
    .varying(\.seed, over: (0..<seeds).map(UInt64.init))
  }

  private static let probing = Probing(reach: true, gates: true, transferLengths: [5, 6])

  private func expectSame(_ a: [Run], _ b: [Run]) {
    #expect(a.count == b.count)
    for (a, b) in zip(a, b) {
      #expect(a.model.parameters == b.model.parameters)
      #expect(a.history.evaluations == b.history.evaluations)
      #expect(a.history.bestStep == b.history.bestStep && a.history.steps == b.history.steps)
      #expect(a.train == b.train && a.dev == b.dev && a.test == b.test)
      #expect(a.readings == b.readings)
    }
  }

  @Test func aStoredRunIsTheRun() async throws {
    let store = try RunStore(path)
    let laboratory = Laboratory(threads: 2, probing: Self.probing, store: store)
    let runs = try await laboratory.run(Self.experiments())
    expectSame(runs, try await Laboratory(probing: Self.probing).run(Self.experiments()))
    let answered = try await laboratory.run(Self.experiments()) {
      if case .began = $0 { Issue.record("it ran though it was in the store") }
    }
    expectSame(answered, runs)
    #expect(try store.records().count == 6)
    #expect(try store.records().allSatisfy { $0.state == .ended && $0.steps == 60 })
  }

  @Test func againRunsAgain() async throws {
    let store = try RunStore(path)
    _ = try await Laboratory(store: store).run(Self.experiments(seeds: 1))
    let runs = try await Laboratory(store: store, again: true).run(Self.experiments(seeds: 1))
    #expect(runs.count == 2)
    #expect(try store.records().count == 4)
  }

  @Test func whatWasNotReadIsReadLater() async throws {
    let store = try RunStore(path)
    _ = try await Laboratory(store: store).run(Self.experiments(seeds: 1))
    let read = try await Laboratory(probing: Self.probing, store: store)
      .run(Self.experiments(seeds: 1))
    expectSame(read, try await Laboratory(probing: Self.probing).run(Self.experiments(seeds: 1)))
  }

  @Test func whatFailedIsSaidAgain() async throws {
    var experiment = Self.experiments(seeds: 1)[0]
    experiment.plan.optimizer = .sgd(learningRate: 1e38)
    let store = try RunStore(path)
    for _ in 0..<2 {
      let error = await #expect(throws: ExperimentError.self) {
        try await Laboratory(store: store).run([experiment])
      }
      #expect("\(try #require(error))".contains("the loss became"))
    }
    #expect(try store.records().map(\.state) == [.failed])
  }

  @Test func anInterruptedRunGoesOn() async throws {
    let experiments = Array(Self.experiments(seeds: 1, steps: 2000).prefix(1))
    let store = try RunStore(path)
    let looks = Atomic(0)
    for await event in Laboratory(store: store).events(
      running: experiments, isCancelled: { looks.add(1, ordering: .relaxed).newValue > 500 })
    {
      if case .ended = event { Issue.record("it ended though it was cancelled") }
    }
    let records = try store.records()
    #expect(records.map(\.state) == [.interrupted])
    #expect(records.allSatisfy { $0.steps > 0 && $0.steps < 2000 })
    expectSame(
      try await Laboratory(threads: 2, store: store).run(experiments),
      try await Laboratory(threads: 2).run(experiments))
    #expect(try store.records().map(\.state) == [.ended])
  }

  @Test func mergingTwiceIsMergingOnce() async throws {
    let experiments = Self.experiments()
    let ours = try RunStore(path)
    let theirs = try RunStore(folder.file("theirs.sqlite"))
    _ = try await Laboratory(store: ours).run(Array(experiments[0..<4]))
    let whole = try await Laboratory(store: theirs).run(Array(experiments[2..<6]))
    let first = try ours.merge(theirs)
    #expect(first.added == 2 && first.known == 2 && first.conflicts.isEmpty)
    let second = try ours.merge(theirs)
    #expect(second.added == 0 && second.known == 4)
    expectSame(try await Laboratory(store: ours).run(Array(experiments[2..<6])), whole)
  }

  @Test func mergingNamesWhatDiffers() async throws {
    let experiments = Self.experiments(seeds: 1)
    let ours = try RunStore(path)
    let theirs = try RunStore(folder.file("theirs.sqlite"))
    for store in [ours, theirs] { _ = try await Laboratory(store: store).run(experiments) }
    try theirs.writing { try $0.execute(sql: "UPDATE run SET test_loss = 0 WHERE id = 1") }
    let outcome = try ours.merge(theirs)
    #expect(outcome.conflicts == [try experiments[0].fingerprint().description])
    #expect(outcome.added == 0 && outcome.known == 1)
  }

  @Test func whatWasAskedForWaits() async throws {
    let store = try RunStore(path)
    let experiments = Self.experiments()
    try store.register(
      StoredSweep(name: "digits", probing: Self.probing, source: "a test"), of: experiments)
    _ = try await Laboratory(probing: Self.probing, store: store).run(Array(experiments[0..<2]))
    let progress = try store.sweeps()
    #expect(progress.map(\.left) == [4])
    let waiting = try store.waiting()
    #expect(waiting.map(\.experiments.count) == [4])
    #expect(waiting[0].probing == Self.probing)
    _ = try await Laboratory(store: store).run(waiting[0].experiments)
    #expect(try store.waiting().isEmpty)
    #expect(try store.experiments(of: "digits").map(\.seed) == experiments.map(\.seed))
  }

  // MARK: - New files

  @Test func manyMayMakeAStoreAtOnce() async throws {
    for round in 0..<40 {
      let path = folder.file("new-\(round).sqlite")
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 { group.addTask { try RunStore(path).records().count } }
        for try await count in group { #expect(count == 0) }
      }
    }
  }

  @Test func aStoreThatWasLeftBeforeItsTablesWereMadeIsMade() throws {
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
    }
    #expect(try sentence(of: path, .read).contains("is empty"))
    #expect(try RunStore(path).records().isEmpty)
  }

  // MARK: - Other files

  private func sentence(of path: String, _ access: RunStore.Access = .write) throws -> String {
    let error = #expect(throws: StoreError.self) { try RunStore(path, access: access) }
    return "\(try #require(error))"
  }

  @Test func otherFilesAreLeftAlone() throws {
    for (name, bytes) in [
      ("text", Array("not a database, but long enough".utf8)), ("short", [1, 2, 3]),
    ] {
      try folder.write(bytes, to: name)
      #expect(try sentence(of: folder.file(name)).contains("is not a store of runs"))
      #expect(try folder.bytes(name) == bytes)
    }
    #expect(try sentence(of: folder.path).contains("a folder or a device"))
    try DatabaseQueue(path: folder.file("other.sqlite")).write {
      try $0.execute(sql: "CREATE TABLE note (text TEXT)")
    }
    #expect(try sentence(of: folder.file("other.sqlite")).contains("a database of another program"))
    #expect(try sentence(of: folder.file("none/longlag.sqlite")).contains("cannot be opened"))
    #expect(try sentence(of: folder.file("missing"), .read).contains("No such file"))
  }

  @Test func aLaterVersionsStoreIsLeftAlone() async throws {
    do {
      let store = try RunStore(path)
      try store.writing {
        try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('2: from the future')")
      }
    }
    let before = try folder.bytes("longlag.sqlite")
    #expect(try sentence(of: path).contains("it knows '2: from the future'"))
    #expect(try folder.bytes("longlag.sqlite") == before)
  }

  @Test func aDamagedStoreIsSaidToBe() async throws {
    do { _ = try await Laboratory(store: try RunStore(path)).run(Self.experiments(seeds: 1)) }
    var bytes = try folder.bytes("longlag.sqlite")
    for i in 100..<min(bytes.count, 4096) { bytes[i] = UInt8(truncatingIfNeeded: i &* 31) }
    try folder.write(bytes, to: "broken.sqlite")
    #expect(try sentence(of: folder.file("broken.sqlite")).contains("is damaged"))
    #expect(try folder.bytes("broken.sqlite") == bytes)
  }
}
