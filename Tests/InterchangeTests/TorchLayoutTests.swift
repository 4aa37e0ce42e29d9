import Cells
import Engine
import Models
import Tasks
import Testing

@testable import Interchange

@Suite struct TorchLayoutTests {
  /// Numbers that say where they come from: each parameter holds the next whole numbers.
  private func counting(_ cell: String) throws -> Model {
    var model = try Model(
      Architecture(embedding: 1, cell: CellChoice(cell, hidden: 1)),
      input: .symbols(alphabet: 2), answer: TaskAnswer(.classes(1), .atEnd), seed: 0)
    model.parameters = model.parameters.indices.map { Float($0) }
    return model
  }

  private func value(_ name: String, of model: Model) throws -> Float {
    try #require(model["layers.0.\(name)"]?.first)
  }

  @Test(arguments: [
    ("srn", ["hidden"]), ("srn-relu", ["hidden"]),
    ("lstm", ["input", "forget", "candidate", "output"]),
    ("gru", ["reset", "update", "candidate"]),
  ])
  func rowsArePackedInPyTorchsOrder(cell: String, packing: [String]) throws {
    let model = try counting(cell)
    let file = model.safetensors()
    let rows = packing.count
    #expect(
      file.tensors.map { "\($0.name) \($0.shape)" } == [
        "embedding.weight [2, 1]", "rnn.weight_ih_l0 [\(rows), 1]",
        "rnn.weight_hh_l0 [\(rows), 1]", "rnn.bias_ih_l0 [\(rows)]", "rnn.bias_hh_l0 [\(rows)]",
        "readout.weight [1, 1]", "readout.bias [1]",
      ])
    func column(_ suffix: String) throws -> [Float] {
      try packing.map { try value("\($0).\(suffix)", of: model) }
    }
    #expect(file["rnn.weight_ih_l0"]?.scalars == (try column("inputWeights")))
    #expect(file["rnn.weight_hh_l0"]?.scalars == (try column("recurrentWeights")))
    #expect(file["rnn.bias_ih_l0"]?.scalars == (try column("bias")))
    var second: [Float] = Array(repeating: 0, count: rows)
    if cell == "gru" { second[2] = try value("candidate.recurrentBias", of: model) }
    #expect(file["rnn.bias_hh_l0"]?.scalars == second)
  }

  @Test func layersAndDirectionsAreNamedAsInPyTorch() throws {
    let file = try Specimen(cell: "srn", layers: 2, direction: .bidirectional).model().safetensors()
    #expect(
      file.tensors.map(\.name).filter { $0.contains("weight_hh") } == [
        "rnn.weight_hh_l0", "rnn.weight_hh_l0_reverse", "rnn.weight_hh_l1",
        "rnn.weight_hh_l1_reverse",
      ])
    #expect(file["rnn.weight_ih_l1"]?.shape == [4, 8])
    #expect(file["readout.weight"]?.shape == [5, 8])
  }

  @Test(arguments: CellCatalog.stock.entries.map(\.name))
  func cellsThatPyTorchHasAreKnown(cell: String) throws {
    let made = try #require(CellCatalog.stock[cell]).make(3)
    let layout = TorchLayout(of: TracedCell(made, inputWidth: 2))
    #expect(layout?.cell == TorchLayout.all.first { $0.cell == cell }?.cell)
  }

  @Test func twoBiasesAreAdded() throws {
    var file = try Specimen(cell: "lstm").model().safetensors()
    let place = try #require(file.tensors.firstIndex { $0.name == "rnn.bias_hh_l0" })
    let second = (0..<16).map { Float($0) }
    file.tensors[place] = .init(name: "rnn.bias_hh_l0", shape: [16], scalars: second)
    let model = try Model(reading: file)
    let first = try #require(file["rnn.bias_ih_l0"]).scalars
    let forget = try #require(model["layers.0.forget.bias"])
    #expect(Array(forget) == (4..<8).map { first[$0] + second[$0] })
  }

  @Test func aModuleWithoutBiasesHasZeros() throws {
    var file = try Specimen(cell: "gru", layers: 2).model().safetensors()
    file.metadata = [:]
    file.tensors.removeAll { $0.name.contains("bias") }
    let model = try Model(reading: file)
    for parameter in model.network.parameters where parameter.name.lowercased().hasSuffix("bias") {
      #expect(model[parameter.name]?.allSatisfy { $0 == 0 } == true, "\(parameter.name)")
    }
  }
}
