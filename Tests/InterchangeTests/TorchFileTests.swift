import Foundation
import Models
import Tasks
import Testing

@testable import Interchange

/// Files that another program's user brings: saved by PyTorch, without metadata.
@Suite struct TorchFileTests {
  private struct Golden: Decodable {
    let rows: [[Int]]
    let logits: [[Float]]
  }

  private func file(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Golden/torch-\(name)").path
  }

  @Test(arguments: ["srn", "lstm", "gru"])
  func theyAnswerAsInPyTorch(cell: String) throws {
    let golden = try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: URL(filePath: file("\(cell).json"))))
    let model = try Model(
      reading: Safetensors(contentsOf: file("\(cell).safetensors")), source: "torch-\(cell)")
    #expect(model.architecture.cell.name == cell)
    #expect(model.architecture.cell.hidden == 3)
    #expect(model.architecture.encoding == .embedding(4))
    #expect(model.input == .symbols(alphabet: 10))
    #expect(model.answer == TaskAnswer(.classes(5), .atEnd))
    for (row, logits) in zip(golden.rows, golden.logits) {
      // Both compute in 32 bits, in different orders.
      #expect(distance(model.logits(row), logits) < 1e-6, "\(row)")
    }
  }

  @Test func theCellSaysWhatTheFileLeavesOpen() throws {
    let file = try Safetensors(contentsOf: file("srn.safetensors"))
    let tanh = try Model(reading: file, cell: "srn")
    let relu = try Model(reading: file, cell: "srn-relu")
    #expect(relu.architecture.cell.name == "srn-relu")
    #expect(relu.parameters == tanh.parameters)
    #expect(relu.logits([6, 7]) != tanh.logits([6, 7]))
  }

  @Test func withoutAnEmbeddingTheInputIsOneHotUnlessItIsSaidToBeNumbers() throws {
    var file = try Safetensors(contentsOf: file("gru.safetensors"))
    file.tensors.removeAll { $0.name == "embedding.weight" }
    let oneHot = try Model(reading: file)
    #expect(oneHot.input == .symbols(alphabet: 4))
    #expect(oneHot.architecture.encoding == .oneHot)
    let answer = TaskAnswer(.values(width: 5), .everyStep)
    let values = try Model(reading: file, input: .values(features: 4), answer: answer)
    #expect(values.input == .values(features: 4))
    #expect(values.answer == answer)
    #expect(values.parameters == oneHot.parameters)
  }
}
