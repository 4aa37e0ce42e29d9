import Foundation
import Tasks
import Testing

@Suite struct TaskCatalogTests {
  /// A task of one's own: answer the first symbol, at the end.
  struct FirstSymbol: MemoryTask {
    static let name = "first-symbol"
    static let summary = "answer the first symbol"
    var length = 4
    var noise: Int?
    var input: TaskInput { .symbols(alphabet: 3) }
    var answer: TaskAnswer { TaskAnswer(.classes(3), .atEnd) }

    func dataset(_ split: Split, seed: UInt64) throws(TaskError) -> Dataset {
      let examples = (0..<3 as Range<Int32>).map { symbol in
        Example(symbols: [symbol] + repeatElement(0, count: length - 1), label: symbol)
      }
      return Dataset(input: input, answer: answer, examples: examples)
    }
  }

  static let catalog = TaskCatalog.stock.adding(FirstSymbol.self)

  /// A task among other things, as an experiment holds it.
  struct Named: Codable {
    var task: any MemoryTask

    init(_ task: any MemoryTask) {
      self.task = task
    }

    init(from decoder: any Decoder) throws {
      task = try catalog.decode(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
      try catalog.encode(task, to: encoder)
    }
  }

  @Test(arguments: [
    DigitSum(length: 20), DigitSum(length: 7, variant: .book2, pairs: .heldOut),
    DigitSum(length: 5, variant: .course, copies: .init(train: 2, dev: 1, test: 4), dev: .own),
  ])
  func `a task comes back as it was`(task: DigitSum) throws {
    let data = try JSONEncoder().encode(Named(task))
    let again = try JSONDecoder().decode(Named.self, from: data).task
    #expect(again as? DigitSum == task)
  }

  @Test(
    arguments: [
      DelayedRecall(length: 30, answers: 4, alphabet: 3), AddingProblem(length: 9),
      TemporalOrder(length: 22, relevant: 3, rows: PerSplit(train: 5, dev: 6, test: 7)),
    ] as [any MemoryTask])
  func `so does any task, and one of which only the length is given`(
    task: any MemoryTask
  ) throws {
    let data = try JSONEncoder().encode(Named(task))
    #expect(
      try JSONEncoder.sorted(JSONDecoder().decode(Named.self, from: data))
        == JSONEncoder.sorted(Named(task)))
    let short = try decode(#"{"task": "\#(type(of: task).name)", "length": 40}"#)
    #expect(short.length == 40)
    #expect(try short.dataset(.test, seed: 0).lengths.max() == 40)
  }

  @Test func `a task is one flat object`() throws {
    #expect(
      try JSONEncoder.sorted(Named(DigitSum(length: 20)))
        == #"{"copies":{"dev":1,"test":1,"train":3},"dev":"own","length":20,"pairs":"same","#
        + #""task":"digit-sum","variant":"book"}"#)
  }

  @Test func `what is left out is as the experiment has it`() throws {
    let json = #"{"task": "digit-sum", "length": 10, "variant": "course"}"#
    let task = try decode(json)
    #expect(task as? DigitSum == DigitSum(length: 10, variant: .course))
  }

  @Test func `a task of one's own is known by its name`() throws {
    let task = try decode(#"{"task": "first-symbol", "length": 6, "noise": null}"#)
    #expect(task as? FirstSymbol == FirstSymbol(length: 6))
    #expect(try task.dataset(.train, seed: 0).lengths == [6, 6, 6])
    #expect(Self.catalog.names == TaskCatalog.stock.names + ["first-symbol"])
  }

  @Test(arguments: [
    ("digitsum", "digit-sum"), ("Digit-Sum", "digit-sum"), ("frist-symbol", "first-symbol"),
  ])
  func `an unknown name is answered with the nearest`(name: String, nearest: String) {
    let error = #expect(throws: TaskError.self) { _ = try Self.catalog.task(named: name) }
    #expect(
      error == .unknownTask(name: name, known: Self.catalog.names, nearest: nearest))
    #expect(error?.description.contains("did you mean \"\(nearest)\"?") == true)
  }

  @Test func `a name that resembles nothing is answered with the list`() {
    let error = #expect(throws: TaskError.self) { _ = try decode(#"{"task": "xyzzy"}"#) }
    #expect(error == .unknownTask(name: "xyzzy", known: Self.catalog.names, nearest: nil))
    #expect(error?.description.contains("known are digit-sum") == true)
  }

  @Test func `a key that is no setting is an error`() {
    let error = #expect(throws: TaskError.self) {
      _ = try decode(#"{"task": "digit-sum", "length": 10, "variatn": "course"}"#)
    }
    #expect(
      error?.description
        == "digit-sum: \"variatn\" is no setting of this task; "
        + "expected copies, dev, length, pairs, variant")
  }

  @Test func `a task that could not be read again is not written`() {
    #expect(throws: TaskError.self) {
      try TaskCatalog.stock.encode(FirstSymbol(), to: Refusing())
    }
  }

  private func decode(_ json: String) throws -> any MemoryTask {
    try JSONDecoder().decode(Named.self, from: Data(json.utf8)).task
  }
}

extension JSONEncoder {
  /// One text for one value.
  fileprivate static func sorted(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

/// An encoder that nothing may reach.
private struct Refusing: Encoder {
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    fatalError("nothing is to be encoded")
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    fatalError("nothing is to be encoded")
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    fatalError("nothing is to be encoded")
  }
}
