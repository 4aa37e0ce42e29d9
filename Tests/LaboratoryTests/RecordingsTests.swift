import FolderSupport
import Foundation
import GRDB
import Models
import Synchronization
import Tasks
import Testing
import Training

@testable import Laboratory

/// What a run did with a sequence is kept where that was asked for, whenever that was.
struct RecordingsTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.file("longlag.sqlite") }
  private let experiments = Array(RunStoreTests.experiments(seeds: 1))
  private let sequences = [
    RecordedSequence([6, 7, 0, 0, 1, 0]), RecordedSequence([1, 2, 3], answer: 3),
  ]
  private var probing: Probing { Probing(recordings: sequences) }

  private func recorded(_ run: Run, _ sequence: RecordedSequence) throws -> [UInt8] {
    try run.model.record(sequence).safetensors.encoded()
  }

  private func expectRecorded(
    _ runs: [Run], in store: RunStore, _ sequences: [RecordedSequence]
  ) throws {
    for (run, id) in zip(runs, try store.lastRuns(of: runs.map(\.experiment))) {
      let id = try #require(id)
      #expect(try store.recordings(of: id) == sequences.map { .init(sequence: $0, isMade: true) })
      for sequence in sequences {
        #expect(try store.recording(of: id, reading: sequence) == recorded(run, sequence))
      }
    }
  }

  @Test func whatIsAskedForIsKept() async throws {
    let store = try RunStore(path)
    let runs = try await Laboratory(threads: 2, probing: probing, store: store).run(experiments)
    try expectRecorded(runs, in: store, sequences)
    #expect(runs.allSatisfy { $0.probing == probing })
    #expect(try store.run(1).probing == probing)
    #expect(try store.recording(of: 1, reading: RecordedSequence([1])) == nil)
    #expect(try store.unanswered(experiments, recording: sequences).unrecorded.isEmpty)
  }

  @Test func ofARunThatHasEndedItIsMadeAtOnce() async throws {
    let store = try RunStore(path)
    _ = try await Laboratory(probing: Probing(gates: true), store: store).run(experiments)
    let (unrecorded, unrun) = try store.unanswered(
      experiments + RunStoreTests.experiments(seeds: 2).suffix(1), recording: sequences)
    #expect(unrecorded.count == 2 && unrun.count == 1)
    // Twice, the second time with a sequence more.
    for count in 1...2 {
      let probing = Probing(recordings: Array(sequences.prefix(count)))
      let runs = try await Laboratory(probing: probing, store: store).run(experiments) {
        if case .began = $0 { Issue.record("it was trained once more") }
      }
      try expectRecorded(runs, in: store, Array(sequences.prefix(count)))
    }
    #expect(try store.run(1).readings.gates != nil)
  }

  @Test func whoeverResumesMakesWhatWasAskedFor() async throws {
    let experiments = Array(RunStoreTests.experiments(seeds: 1, steps: 2000).prefix(1))
    let store = try RunStore(path)
    let looks = Atomic(0)
    let first = Laboratory(probing: Probing(recordings: [sequences[0]]), store: store)
    for await _ in first.events(
      running: experiments, isCancelled: { looks.add(1, ordering: .relaxed).newValue > 300 })
    {}
    #expect(try store.recordings(of: 1) == [.init(sequence: sequences[0], isMade: false)])
    #expect(try store.recording(of: 1, reading: sequences[0]) == nil)
    let probing = Probing(recordings: [sequences[1]])
    let runs = try await Laboratory(probing: probing, store: store).run(experiments)
    try expectRecorded(runs, in: store, sequences)
  }

  @Test func whatAModelCannotReadIsRefusedBeforeItIsTrained() async throws {
    let probing = Probing(recordings: [RecordedSequence([1, 10])])
    let store = try RunStore(path)
    let error = await #expect(throws: ExperimentError.self) {
      try await Laboratory(probing: probing, store: store).run(experiments)
    }
    #expect("\(try #require(error))".contains("the symbol at position 1 is 10"))
    #expect(try store.records().isEmpty)
  }

  @Test func aStoreThatIsOnlyReadAnswersWithoutKeeping() async throws {
    _ = try await Laboratory(store: try RunStore(path)).run(experiments)
    let store = try RunStore(path, access: .read)
    let runs = try await Laboratory(probing: probing, store: store).run(experiments)
    #expect(runs.map(\.probing) == [probing, probing])
    #expect(try store.recordings(of: 1).isEmpty)
  }

  @Test func recordingsGoWithTheirRuns() async throws {
    let ours = try RunStore(path)
    let theirs = try RunStore(folder.file("theirs.sqlite"))
    // One run is here already, with one recording; the other is new.
    _ = try await Laboratory(probing: Probing(recordings: [sequences[0]]), store: ours)
      .run([experiments[0]])
    let runs = try await Laboratory(probing: probing, store: theirs).run(experiments)
    let outcome = try ours.merge(theirs)
    #expect(outcome.added == 1 && outcome.known == 1 && outcome.recordings == 1)
    #expect(try ours.merge(theirs).recordings == 0)
    try expectRecorded(runs, in: ours, sequences)

    try RunStore.copy(path, to: folder.file("copy.sqlite"))
    let copy = try RunStore(folder.file("copy.sqlite"))
    try expectRecorded(runs, in: copy, sequences)
    #expect(try copy.forget([1]) == 1)
    let left = try copy.reading { try Int.fetchOne($0, sql: "SELECT count(*) FROM recording") }
    #expect(left == 2)
  }

  @Test func aConflictTakesNothing() async throws {
    let ours = try RunStore(path)
    let theirs = try RunStore(folder.file("theirs.sqlite"))
    _ = try await Laboratory(store: ours).run(experiments)
    _ = try await Laboratory(probing: probing, store: theirs).run(experiments)
    try theirs.writing { try $0.execute(sql: "UPDATE run SET test_loss = 0 WHERE id = 1") }
    #expect(try ours.merge(theirs).recordings == 2)
    #expect(try ours.recordings(of: 1).isEmpty)
    #expect(try ours.recordings(of: 2).count == 2)
  }

  // MARK: - Stores of versions without recordings

  /// A store as the first schema made it.
  private func olderStore() async throws -> [Run] {
    let newer = try RunStore(folder.file("newer.sqlite"))
    let runs = try await Laboratory(store: newer).run(experiments)
    try makeOlderStore()
    return runs
  }

  private func makeOlderStore() throws {
    let database = try DatabaseQueue(path: path)
    try RunStore.schema.migrate(database, upTo: "1: experiments and runs")
    try database.writeWithoutTransaction { database in
      try database.execute(
        sql: "ATTACH ? AS newer", arguments: [folder.file("newer.sqlite")])
      for table in ["experiment", "run", "evaluation", "result"] {
        try database.execute(sql: "INSERT INTO \(table) SELECT * FROM newer.\(table)")
      }
    }
  }

  @Test func anOlderStoreIsReadAsItIs() async throws {
    let runs = try await olderStore()
    let store = try RunStore(path, access: .read)
    #expect(try store.recordings(of: 1).isEmpty)
    #expect(try store.recording(of: 1, reading: sequences[0]) == nil)
    #expect(try store.run(1).model.parameters == runs[0].model.parameters)
    let ours = try RunStore(folder.file("ours.sqlite"))
    #expect(try ours.merge(store).added == 2)
  }

  @Test func anOlderStoreTakesRecordings() async throws {
    let runs = try await olderStore()
    let store = try RunStore(path)
    _ = try await Laboratory(probing: probing, store: store).run(experiments) {
      if case .began = $0 { Issue.record("it was trained once more") }
    }
    try expectRecorded(runs, in: store, sequences)
  }

  @Test func probingIsWrittenAsBefore() throws {
    let old = #"{"gates":true,"reach":false,"transferLengths":[5]}"#
    let probing = try JSONDecoder().decode(Probing.self, from: Data(old.utf8))
    #expect(probing == Probing(gates: true, transferLengths: [5]))
    #expect(try StoredJSON.text(probing) == old)
    let both = probing.union(self.probing)
    let text = try StoredJSON.text(both)
    #expect(text.contains(#""recordings":["6 7 0 0 1 0","1 2 3 = 3"]"#))
    #expect(try JSONDecoder().decode(Probing.self, from: Data(text.utf8)) == both)
    #expect(probing.isCovered(by: both) && !both.isCovered(by: probing))
  }
}
