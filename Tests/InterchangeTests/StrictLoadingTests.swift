import FolderSupport
import Models
import Testing

@testable import Interchange

/// What LongLag writes, PyTorch loads with `strict=True`, and answers alike.
@Suite struct StrictLoadingTests {
  private static let specimens: [Specimen] = {
    var all: [Specimen] = []
    for cell in TorchLayout.all.map(\.cell) {
      for layers in 1...2 {
        for direction in [Architecture.Direction.forward, .bidirectional] {
          all.append(Specimen(cell: cell, layers: layers, direction: direction))
        }
      }
      all.append(Specimen(cell: cell, encoding: .oneHot))
    }
    return all
  }()

  @Test(.enabled(if: PyTorch.isInstalled, "python3 finds no torch and safetensors"))
  func pyTorchLoadsWhatLongLagWrites() throws {
    let folder = TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let rows = [[3], [0, 1, 2, 3, 4, 5, 6], [6, 6, 1, 0, 2]]
    let models = try Self.specimens.map { try $0.model() }
    let cases = zip(Self.specimens, models).enumerated().map { index, pair in
      let (specimen, model) = pair
      return PyTorch.Case(
        module: .init(
          cell: specimen.cell == "srn-relu" ? "srn" : specimen.cell, symbols: 7,
          embedding: specimen.encoding == .oneHot ? 0 : 3,
          hidden: model.architecture.cell.hidden, classes: 5, layers: specimen.layers,
          bidirectional: specimen.direction == .bidirectional,
          nonlinearity: specimen.cell == "srn-relu" ? "relu" : nil),
        file: folder.file("\(index).safetensors"),
        saved: folder.file("\(index)-saved.safetensors"), rows: rows)
    }
    for (model, strict) in zip(models, cases) {
      try model.safetensors(metadata: ["note": "x"]).write(to: strict.file)
    }

    let logits = try PyTorch.logits(cases)
    #expect(logits.count == cases.count)
    for (index, specimen) in Self.specimens.enumerated() {
      for (row, expected) in zip(rows, logits[index]) {
        // Both compute in 32 bits, in different orders.
        let found = models[index].logits(row)
        #expect(distance(found, expected) < 2e-6, "\(specimen) \(row)")
      }
      // And the way back, from PyTorch's own file.
      let saved = try Safetensors(contentsOf: cases[index].saved)
      #expect(saved.metadata["longlag.architecture"] == nil)
      let read = try Model(reading: saved, cell: specimen.cell)
      #expect(read.parameters == models[index].parameters, "\(specimen)")
    }
  }
}
