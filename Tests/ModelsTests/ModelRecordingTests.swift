import Cells
import Engine
import Models
import Tasks
import Testing

@Suite struct ModelRecordingTests {
  private func model(
    _ cell: String, layers: Int = 1, direction: Architecture.Direction = .forward,
    encoding: Architecture.Encoding = .embedding(3), input: TaskInput = .symbols(alphabet: 10),
    answer: TaskAnswer = TaskAnswer(.classes(5), .atEnd)
  ) throws -> Model {
    try Model(
      Architecture(
        encoding: encoding, cell: CellChoice(cell, hidden: 4), layers: layers,
        direction: direction), input: input, answer: answer, seed: 3)
  }

  @Test func anLSTMShowsEverything() throws {
    let recording = try model("lstm").record([6, 7, 0, 0, 1])
    #expect(recording.symbols == [6, 7, 0, 0, 1])
    #expect(recording.names == ["layer0"])
    let quantities: [Quantity] = [.input, .forget, .output, .candidate, .hidden, .cell]
    #expect(recording.topRecording.quantities == quantities)
    #expect(recording[.forget]?.scalars.count == 5 * 4)
    #expect(recording[.reset] == nil)
    #expect(recording.logits.count == 5)
    #expect(abs(recording.probabilities.reduce(0, +) - 1) < 1e-6)
    #expect(recording.logits[recording.prediction] == recording.logits.max())
    #expect(recording.answer == recording.prediction)
  }

  /// The last state's gradient is the read-out's, which can be computed by hand.
  @Test(arguments: [nil, 0, 4] as [Int?])
  func theGradientIsTowardTheAnswer(answer: Int?) throws {
    let model = try model("gru")
    let recording = try model.record([1, 2, 3], answer: answer)
    let right = answer ?? recording.prediction
    #expect(recording.answer == right)
    let weights = Array(try #require(model["readout.weights"]))
    let gradient = try #require(recording.gradient(of: .hidden)).scalars.suffix(4)
    for (unit, found) in gradient.enumerated() {
      let expected = (0..<5).reduce(Float(0)) { sum, c in
        sum + (recording.probabilities[c] - (c == right ? 1 : 0)) * weights[c * 4 + unit]
      }
      #expect(abs(found - expected) < 1e-6)
    }
  }

  @Test(arguments: CellCatalog.stock.entries.map(\.name), Architecture.Direction.allCases)
  func everyRecurrenceHasItsName(cell: String, direction: Architecture.Direction) throws {
    let model = try model(cell, layers: 2, direction: direction, encoding: .oneHot)
    let recording = try model.record([0, 9, 5])
    let names: [String] =
      switch direction {
      case .forward: ["layer0", "layer1"]
      case .backward: ["layer0.backward", "layer1.backward"]
      case .bidirectional: ["layer0", "layer0.backward", "layer1", "layer1.backward"]
      }
    #expect(recording.names == names)
    #expect(recording.recordings.count == names.count)
    #expect(recording.top == (direction == .bidirectional ? 2 : 1))
    #expect(recording.recordings.allSatisfy { $0.gradient(of: .hidden) != nil })
  }

  @Test func whereEveryStepIsAnsweredTheLastAnswerCounts() throws {
    let answer = TaskAnswer(.classes(5), .everyStep)
    let model = try model("srn", encoding: .number, answer: answer)
    let recording = try model.record([3, 1, 4, 1])
    #expect(recording.logits.count == 5)
    let atEnd = try Model(
      model.architecture, input: model.input, answer: TaskAnswer(.classes(5), .atEnd),
      parameters: model.parameters)
    let single = try atEnd.record([3, 1, 4, 1])
    for (a, b) in zip(recording.logits, single.logits) { #expect(abs(a - b) < 1e-6) }
    let gradients = (recording.gradient(of: .hidden), single.gradient(of: .hidden))
    for (a, b) in zip(try #require(gradients.0).scalars, try #require(gradients.1).scalars) {
      #expect(abs(a - b) < 1e-6)
    }
  }

  @Test(
    arguments: [
      ([], nil, "the length of the sequence is 0, but must be at least 1"),
      ([1, 10], nil, "the symbol at position 1 is 10, but must be between 0 and 9"),
      ([-1], nil, "the symbol at position 0 is -1, but must be between 0 and 9"),
      ([Int.max], nil, "the symbol at position 0 is 9223372036854775807"),
      ([1], 5, "the answer is 5, but must be between 0 and 4"),
    ] as [([Int], Int?, String)])
  func whatCannotBeReadIsSaid(symbols: [Int], answer: Int?, words: String) throws {
    let model = try model("lstm")
    let error = #expect(throws: ModelError.self) { try model.record(symbols, answer: answer) }
    #expect(error?.description.hasPrefix(words) == true, "\(String(describing: error))")
  }

  @Test func modelsOfRealNumbersAreNotRecordedThisWay() throws {
    let reading = try model("lstm", encoding: .number, input: .values(features: 2))
    #expect(throws: ModelError.self) { try reading.record([1]) }
    let answering = try model("lstm", answer: TaskAnswer(.values(width: 1), .atEnd))
    #expect(throws: ModelError.self) { try answering.record([1]) }
  }
}
