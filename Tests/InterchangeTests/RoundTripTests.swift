import Cells
import Engine
import Models
import Tasks
import Testing

@testable import Interchange

@Suite struct RoundTripTests {
  @Test(arguments: Specimen.all)
  func whatIsWrittenIsReadBack(specimen: Specimen) throws {
    let model = try specimen.model()
    let bytes = model.safetensors(metadata: ["longlag.experiment": "{}"]).encoded()
    let file = try Safetensors(bytes: bytes)
    #expect(file.metadata["longlag.experiment"] == "{}")
    let read = try Model(reading: file, cell: specimen.cell)
    #expect(read.architecture == model.architecture)
    #expect(read.input == model.input)
    #expect(read.answer == model.answer)
    // To the bit: a zero has a sign.
    #expect(read.parameters.map(\.bitPattern) == model.parameters.map(\.bitPattern))
  }

  @Test(arguments: Specimen.all)
  func namesAndShapesAreEnoughForOneWhoKnowsTheCell(specimen: Specimen) throws {
    let model = try specimen.model()
    var file = model.safetensors()
    file.metadata = ["format": "pt"]
    let read = try Model(
      reading: file, cell: specimen.cell, input: specimen.input, answer: specimen.answer)
    #expect(read.parameters.map(\.bitPattern) == model.parameters.map(\.bitPattern))
    var expected = model.architecture
    expected.start = .uniform
    #expect(read.architecture == expected)
  }

  @Test func theMetadataAreReadable() throws {
    let file = try Specimen(cell: "lstm").model().safetensors()
    #expect(file.metadata["longlag.task"] == #"{"classes":5,"moment":"atEnd","symbols":7}"#)
    #expect(
      file.metadata["longlag.architecture"]
        == #"{"cell":{"hidden":4,"name":"lstm"},"direction":"forward","dropout":0,"#
        + #""encoding":"embedding-3","initialState":"zero","layers":1,"start":"xavier"}"#)
  }

  @Test func somebodysOwnCellTravelsUnderItsOwnNames() throws {
    let catalog = CellCatalog.stock.adding("mgu", "minimal gated unit") {
      MinimalGatedUnit(hidden: $0)
    }
    let model = try Specimen(cell: "mgu").model(cells: catalog)
    let file = model.safetensors()
    #expect(
      file.tensors.map(\.name) == [
        "embedding.weight", "rnn.layers.0.forget.inputWeights", "rnn.layers.0.forget.bias",
        "rnn.layers.0.forget.recurrentWeights", "rnn.layers.0.candidate.inputWeights",
        "rnn.layers.0.candidate.bias", "rnn.layers.0.candidate.recurrentWeights",
        "readout.weight", "readout.bias",
      ])
    #expect(try Model(reading: file, cells: catalog).parameters == model.parameters)
    let error = #expect(throws: InterchangeError.self) { try Model(reading: file) }
    #expect(error?.description.contains("there is no cell 'mgu'") == true)
  }

  @Test func aCellThatOnlyBearsPyTorchsNameKeepsItsOwn() throws {
    let catalog = CellCatalog.stock.adding("lstm", "not that one") { MinimalGatedUnit(hidden: $0) }
    let model = try Specimen(cell: "lstm").model(cells: catalog)
    let file = model.safetensors()
    #expect(file["rnn.weight_ih_l0"] == nil)
    #expect(try Model(reading: file, cells: catalog).parameters == model.parameters)
  }
}

/// The minimal gated unit (Zhou et al., 2016): one gate both forgets and writes.
private struct MinimalGatedUnit: RecurrentCell {
  let hidden: Int

  func step(_ x: Signal, from h: Signal) -> Step<Signal> {
    let f = sigmoid(affine("forget", x, h, width: hidden))
    let n = tanh(affine("candidate", x, f * h, width: hidden))
    return Step((1 - f) * h + f * n, gates: [.forget: f], candidate: n)
  }
}
