import Engine
import Models
import Probes
import Tasks
import Testing

/// What the probes read off models whose behavior is known beforehand.
@Suite struct ReadingTests {
  private let task = DigitSum(length: 8)

  private func model(_ cell: CellChoice, start: Start = .xavier) throws -> Model {
    try Model(
      Architecture(embedding: 6, cell: cell, start: start), input: task.input,
      answer: task.answer, seed: 2)
  }

  /// Without recurrent weights nothing comes back from the last step.
  @Test func aCellThatForgetsHasNoReach() throws {
    var forgetful = try model(.srn(hidden: 5))
    let name = "layers.0.hidden.recurrentWeights"
    let weights = try #require(forgetful.network.parameters.first { $0.name == name })
    for index in weights.range { forgetful.parameters[index] = 0 }
    let norms = GradientReach(of: forgetful, on: try task.dataset(.test, seed: 0)).norms
    #expect(norms.count == 8)
    #expect(norms[7] > 1e-3)
    #expect(norms[..<7].allSatisfy { $0 < 1e-30 })
  }

  /// `h' = h + tanh(…)` with a cell of zeros hands the gradient through as it is.
  @Test func aCellThatOnlyCarriesHasFullReach() throws {
    let carrier = try model(CellChoice("srn-residual", hidden: 5), start: .zero)
    let norms = GradientReach(of: carrier, on: try task.dataset(.test, seed: 0)).norms
    #expect(norms[7] > 1e-3)
    for norm in norms { #expect(abs(norm / norms[7] - 1) < 1e-5) }
  }

  /// σ(0) is a half, whatever is read; a bias of two opens the forget gate to σ(2).
  @Test func gatesOfACellOfZerosAreHalfOpen() throws {
    var still = try model(.lstm(hidden: 5), start: .zero)
    let bias = try #require(
      still.network.parameters.first { $0.name == "layers.0.forget.bias" })
    for index in bias.range { still.parameters[index] = 2 }
    let gates = GateBehavior(of: still, on: try task.dataset(.test, seed: 0)).gates
    #expect(gates.keys.sorted() == ["forget", "input", "output"])
    for (name, expected) in [("input", 0.5), ("output", 0.5), ("forget", 0.8807971)] {
      let means = try #require(gates[name])
      for mean in [means.operands, means.distractor, means.rest] {
        #expect(abs(mean - expected) < 1e-5, "\(name)")
      }
    }
  }

  @Test func aCellWithoutGatesHasNone() throws {
    let gates = GateBehavior(
      of: try model(.srn(hidden: 5)), on: try task.dataset(.test, seed: 0)
    ).gates
    #expect(gates.isEmpty)
  }

  /// A model that always answers 9, the commonest sum, is right in ten rows of a hundred.
  @Test func transferIsAccuracyByLength() throws {
    var constant = try model(.srn(hidden: 5))
    let bias = try #require(constant.network.parameters.first { $0.name == "readout.bias" })
    constant.parameters[bias.range.lowerBound + 9] = 100
    var datasets: [Int: Dataset] = [:]
    for length in [20, 5, 10] {
      datasets[length] = try DigitSum(length: length).dataset(.test, seed: 0)
    }
    let readings = Transfer(of: constant, on: datasets, seed: 0).readings
    #expect(readings.map(\.length) == [5, 10, 20])
    #expect(readings.map(\.accuracy) == [0.1, 0.1, 0.1])
  }
}
