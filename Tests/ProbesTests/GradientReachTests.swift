import Engine
import Foundation
import Models
import Tasks
import Testing

@testable import Probes

/// Probes against what the oracle says.
struct GradientReachTests {
  private func model(_ cell: String, length: Int) throws -> (Model, Dataset) {
    let task = DigitSum(length: length)
    let model = try Model(
      Architecture(embedding: 8, cell: CellChoice(cell, hidden: 6)), input: task.input,
      answer: task.answer, seed: 1)
    return (model, try task.dataset(.test, seed: 1))
  }

  @Test(arguments: ["srn", "lstm", "gru"])
  func normsAreTheOraclesGradients(cell: String) throws {
    let (model, dataset) = try model(cell, length: 7)
    let reach = GradientReach(of: model, on: dataset)
    let (batch, targets) = dataset.batch(of: 0..<dataset.count)
    let oracle = ReferenceExecutor(model.network).run(
      model.parameters.map(Double.init), on: batch, targets: targets, loss: .crossEntropySum)
    let gradients = try #require(oracle.stateGradients[0][.hidden])
    for t in 0..<7 {
      // The geometric mean over the rows of the norm at this step.
      let squares = (0..<100).map { row in
        (0..<6).reduce(0) {
          $0 + gradients[(t * 100 + row) * 6 + $1] * gradients[(t * 100 + row) * 6 + $1]
        }
      }
      let expected = squares.reduce(1) { $0 * pow($1, 1.0 / 200) }
      #expect(abs(reach.norms[t] - expected) < 1e-4 * expected, "step \(t)")
    }
  }

  @Test func gatesAreSharesAndNamed() throws {
    let (model, dataset) = try model("lstm", length: 7)
    let behavior = GateBehavior(of: model, on: dataset)
    #expect(Set(behavior.gates.keys) == ["input", "forget", "output"])
    for means in behavior.gates.values {
      for mean in [means.operands, means.distractor, means.rest] { #expect((0...1).contains(mean)) }
    }
    #expect(GateBehavior(of: try self.model("srn", length: 7).0, on: dataset).gates.isEmpty)
  }

  @Test func transferTestsEveryLength() throws {
    let (model, _) = try model("srn", length: 7)
    let datasets = Dictionary(
      uniqueKeysWithValues: try [5, 9, 7].map { length in
        (length, try DigitSum(length: length).dataset(.test, seed: 1))
      })
    let transfer = Transfer(of: model, on: datasets, seed: 1)
    #expect(transfer.readings.map(\.length) == [5, 7, 9])
    for reading in transfer.readings {
      let dataset = try #require(datasets[reading.length])
      let score = Evaluator(model, on: dataset, loss: .crossEntropy, seed: 1).score(model)
      #expect(reading.accuracy == score.accuracy)
    }
  }
}
