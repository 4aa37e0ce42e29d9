import FolderSupport
import Foundation
import LongLag
import Synchronization
import Testing

@testable import Commands

/// Lives of one task never meet in a file, and a later one has all that an earlier one had.
@Suite struct ShardLifeTests {
  private let folder = TemporaryFolder()
  private var base: String { folder.file("shard-0-of-1.sqlite") }

  private func experiments(seeds: Int, steps: Int = 20) -> [Experiment] {
    Experiment(
      DigitSum(length: 6), model: Architecture(embedding: 4, cell: .srn(hidden: 4)),
      plan: TrainingPlan(duration: .steps(steps), batch: 8, optimizer: .adam(learningRate: 1e-2))
    ).varying(\.seed, over: (0..<seeds).map(UInt64.init))
  }

  @Test func namesAreInOrder() throws {
    #expect(try ShardLife.begin(base).number == 0)
    let second = try ShardLife.begin(base)
    #expect(second.path == folder.file("shard-0-of-1.life-1.sqlite"))
    #expect(ShardLife(base: base).hasSuccessor && !second.hasSuccessor)
    #expect(ShardLife.all(of: base).map(\.number) == [0, 1])
    #expect(try ShardLife.all(in: folder.path) == [ShardLife.all(of: base)])
    #expect(try folder.names().allSatisfy { $0.hasSuffix(".sqlite") })
  }

  @Test func aLifeBeginsWithWhatIsStillBeingWritten() async throws {
    let first = try RunStore(try ShardLife.begin(base).path, access: .alone)
    _ = try await Laboratory(store: first).run(experiments(seeds: 2))
    // The first life has not closed its store: the runs are in the log.
    let second = try RunStore(try ShardLife.begin(base).path, access: .alone)
    #expect(try second.records().map(\.state) == [.ended, .ended])
    // Both go on, and what they leave is there once.
    _ = try await Laboratory(store: first).run(experiments(seeds: 3))
    _ = try await Laboratory(store: second).run(experiments(seeds: 4))
    let store = try RunStore(folder.file("all.sqlite"))
    for life in ShardLife.all(of: base) {
      let copy = folder.file("copy.sqlite")
      try RunStore.copy(life.path, to: copy)
      #expect(try store.merge(RunStore(copy, access: .read)).conflicts.isEmpty)
    }
    #expect(try store.records().count == 4)
    #expect(Set(try store.records().map(\.seed)).count == 4)
  }

  @Test func aRunUnderWayIsTakenOverAtOnce() async throws {
    let work = experiments(seeds: 1, steps: 100_000_000)
    let first = try RunStore(try ShardLife.begin(base).path, access: .alone)
    let flag = StopFlag()
    let laboratory = Laboratory(store: first, checkpointEvery: .milliseconds(5))
    let running = Task {
      for await _ in laboratory.events(running: work, isCancelled: { flag.isSet }) {}
    }
    while try first.records().first?.steps ?? 0 == 0 { try await Task.sleep(for: .milliseconds(5)) }
    let life = try ShardLife.begin(base)
    flag.stop()
    await running.value
    let second = try RunStore(life.path, access: .alone)
    let record = try #require(try second.records().first)
    #expect(record.steps > 0)
    #expect(try second.noticeInterruptions() == (record.state == .running ? 0 : 1))
  }

  @Test func whatWasInterruptedHereAndEndedThereHasEnded() async throws {
    let work = experiments(seeds: 1, steps: 2000)
    let (here, there) = (
      try RunStore(folder.file("here.sqlite")), try RunStore(folder.file("there.sqlite"))
    )
    let asked = Counter()
    let laboratory = Laboratory(store: here)
    for await _ in laboratory.events(running: work, isCancelled: { asked.next() > 50 }) {}
    #expect(try here.records().map(\.state) == [.interrupted])
    _ = try await Laboratory(store: there).run(work)
    #expect(try here.merge(there).added == 1)
    #expect(try here.records().map(\.state) == [.ended])
    #expect(try here.merge(there).added == 0)
  }

  @Test func aStoreThatCannotBeReadIsNotInherited() throws {
    _ = try ShardLife.begin(base)
    try folder.write("no store", to: "shard-0-of-1.life-1.sqlite")
    var notes: [String] = []
    #expect(try ShardLife.begin(base) { notes.append($0) }.number == 2)
    #expect(notes.count == 1)
  }
}

/// Counts, in any thread.
private final class Counter: Sendable {
  private let count = Atomic(0)

  func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
