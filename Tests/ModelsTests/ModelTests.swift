import Cells
import Engine
import Models
import Tasks
import Testing

struct ModelTests {
  private static func book(
    _ cell: CellChoice, length: Int = 10, cells: CellCatalog = .stock, seed: UInt64 = 1,
    change: (inout Architecture) -> Void = { _ in }
  ) throws(ModelError) -> Model {
    let task = DigitSum(length: length)
    var architecture = Architecture(embedding: 32, cell: cell)
    change(&architecture)
    return try Model(
      architecture, input: task.input, answer: task.answer, cells: cells, seed: seed)
  }

  @Test(arguments: [(CellChoice.srn(hidden: 32), 3027), (.lstm(hidden: 32), 9267)])
  func `sizes are those of the book`(cell: CellChoice, count: Int) throws {
    let model = try Self.book(cell)
    #expect(model.network.parameterCount == count)
    #expect(model.parameters.count == count)
  }

  /// 320 + 3 · (32 · 32 + 32 · 32 + 32) + 32 + 19 · 33
  @Test func `a GRU has three quarters of an LSTM, and a bias`() throws {
    #expect(try Self.book(.gru(hidden: 32)).parameters.count == 7219)
  }

  @Test func `one line says structure and size`() throws {
    #expect(
      try Self.book(.lstm(hidden: 32)).description
        == "lstm(32): 10 symbols → embedding-32 → 32 → 19 classes, 9267 parameters")
    let adding = AddingProblem(length: 8)
    let model = try Model(
      Architecture(encoding: .number, cell: .gru(hidden: 4), layers: 2, direction: .bidirectional),
      input: adding.input, answer: adding.answer, seed: 1)
    #expect(model.description == "gru(4): 2 features → 8 → 8 → 1 values, 505 parameters")
  }

  @Test func `parameters are found by name`() throws {
    let model = try Self.book(.srn(hidden: 32))
    #expect(model["embedding"]?.count == 320)
    #expect(model["layers.0.hidden.recurrentWeights"]?.count == 1024)
    #expect(model["layers.0.hidden.recurrentBias"] == nil)
    let named = model.network.parameters.flatMap { Array(model[$0.name] ?? []) }
    #expect(named == model.parameters)
  }

  @Test(arguments: CellCatalog.stock.entries.map(\.name))
  func `the same seed gives the same bits`(cell: String) throws {
    let choice = CellChoice(cell, hidden: 7)
    let model = try Self.book(choice, seed: 5)
    #expect(try Self.book(choice, seed: 5).parameters == model.parameters)
    #expect(try Self.book(choice, seed: 6).parameters != model.parameters)
  }

  @Test func `a number is read as a number`() throws {
    let model = try Self.book(.srn(hidden: 4)) { $0.encoding = .number }
    #expect(model.network.input == .values(features: 1))
    #expect(model["embedding"] == nil)
    let (batch, _) = try DigitSum(length: 5).dataset(.dev, seed: 0).batch(of: [67, 3])
    let encoded = model.encoded(batch)
    #expect(encoded.count == 2 && encoded.time == 5)
    guard case .symbols(let symbols) = batch.input else {
      Issue.record("digits are symbols")
      return
    }
    #expect(encoded.input == .values(symbols.map(Float.init), features: 1))
    let embedded = try Self.book(.srn(hidden: 4))
    #expect(embedded.encoded(batch) == batch)
  }

  @Test func `learned first states are parameters`() throws {
    let model = try Self.book(.lstm(hidden: 4)) { $0.initialState = .learned }
    #expect(model["layers.0.initial.hidden"].map(Array.init) == [0, 0, 0, 0])
    #expect(model["layers.0.initial.cell"]?.count == 4)
    // States drawn at every pass are none.
    let random = try Self.book(.lstm(hidden: 4)) { $0.initialState = .random }
    #expect(random["layers.0.initial.cell"] == nil)
  }

  // MARK: - Errors

  private static let faults: [(String, @Sendable (inout Architecture) -> Void, String)] = [
    ("hidden", { $0.cell.hidden = 0 }, "hidden is 0, but must be between 1 and 16384"),
    ("layers", { $0.layers = 0 }, "layers is 0, but must be between 1 and 64"),
    ("layers", { $0.layers = 65 }, "layers is 65, but must be between 1 and 64"),
    ("dropout", { $0.dropout = 1 }, "dropout is 1.0, but must be at least 0 and below 1"),
    ("dropout", { $0.dropout = .nan }, "dropout is nan, but must be at least 0 and below 1"),
    (
      "dropout", { $0.dropout = 0.5 },
      "dropout is 0.5, but must be 0 where there is one layer, as it lies between layers"
    ),
    (
      "forget bias",
      {
        $0.cell.name = "gru"
        $0.forgetBias = 1
      }, "forget bias is 1.0, but must be left out, as 'gru' has no forget gate with a bias"
    ),
    (
      "embedding", { $0.encoding = .embedding(0) },
      "embedding is 0, but must be between 1 and 16384"
    ),
    (
      "forget bias", { $0.forgetBias = .infinity },
      "forget bias is inf, but must be a finite number"
    ),
    (
      "readout", { $0.readout = .everyStep },
      "readout is everyStep, but must be last or mean, as the task asks once"
    ),
    (
      "cell", { $0.cell.name = "lstn" },
      "there is no cell 'lstn'; the catalog has "
        + CellCatalog.stock.entries.map(\.name).joined(separator: ", ")
    ),
  ]

  @Test(arguments: faults.indices)
  func `what a model cannot have is said in a sentence`(index: Int) {
    let (_, change, sentence) = Self.faults[index]
    let error = #expect(throws: ModelError.self) {
      _ = try Self.book(.lstm(hidden: 4), change: change)
    }
    #expect(error?.description == sentence)
  }

  @Test func `a task that asks at every step cannot be answered once`() throws {
    let task = DelayedRecall(length: 8, answers: 3)
    let error = #expect(throws: ModelError.self) {
      _ = try Model(
        Architecture(embedding: 4, cell: .srn(hidden: 4), readout: .mean), input: task.input,
        answer: task.answer, seed: 1)
    }
    #expect(
      error?.description
        == "readout is mean, but must be everyStep, as the task asks at every step")
  }

  @Test func `a cell of another width than asked is refused`() {
    let catalog = CellCatalog.stock.adding("narrow", "half as wide as asked") {
      SRN(hidden: $0 / 2)
    }
    let error = #expect(throws: ModelError.self) {
      _ = try Self.book(CellChoice("narrow", hidden: 8), cells: catalog)
    }
    #expect(error == .cellWidth(name: "narrow", found: 4, expected: 8))
    #expect(
      error?.description == "the cell 'narrow' was asked for a state of 8, and has one of 4")
  }
}
