import Engine
import Foundation
import Models
import Tasks
import Testing

/// A sequence to record is text as people write it, and is refused with a sentence where it cannot be
/// read.
@Suite struct RecordedSequenceTests {
  @Test(arguments: [
    ("6 7 0 0 1", RecordedSequence([6, 7, 0, 0, 1]), "6 7 0 0 1"),
    ("  6  7 ", RecordedSequence([6, 7]), "6 7"),
    ("6 7 0 = 13", RecordedSequence([6, 7, 0], answer: 13), "6 7 0 = 13"),
    ("6 7 0=13", RecordedSequence([6, 7, 0], answer: 13), "6 7 0 = 13"),
    ("6 7 0\t13", RecordedSequence([6, 7, 0], answer: 13), "6 7 0 = 13"),
  ])
  func isWhatItsTextSays(
    _ text: String, _ sequence: RecordedSequence, _ description: String
  ) throws {
    #expect(try RecordedSequence(text) == sequence)
    #expect(sequence.description == description)
    let json = try JSONEncoder().encode([sequence])
    #expect(String(decoding: json, as: UTF8.self) == "[\"\(description)\"]")
    #expect(try JSONDecoder().decode([RecordedSequence].self, from: json) == [sequence])
  }

  @Test(arguments: [
    ("", "the length of the sequence is 0, but must be between 1 and 10000"),
    (" = 3", "the length of the sequence is 0"),
    (
      String(repeating: "1 ", count: 10_001),
      "the length of the sequence is 10001, but must be between 1 and 10000"
    ),
    ("6 x", "the symbol at position 1 is \"x\", but must be a whole number, as in \"6 7 0 0 1\""),
    ("6,7", "the symbol at position 0 is \"6,7\""),
    ("6 \u{1B}[2J", "the symbol at position 1 is \"\\u{1b}[2J\""),
    ("6 7 =", "the answer is \"\", but must be a whole number"),
    ("6 7 = 1 3", "the answer is \"1 3\""),
    ("6 = 7 = 3", "the sequence is \"6 = 7 = 3\", but must be symbols, and behind a single"),
  ])
  func whatIsNoSequenceIsSaid(_ text: String, _ words: String) throws {
    let error = #expect(throws: ModelError.self) { try RecordedSequence(text) }
    #expect(try #require(error).description.hasPrefix(words), "\(String(describing: error))")
    let json = try JSONEncoder().encode([text])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([RecordedSequence].self, from: json)
    }
  }

  @Test func theFileHoldsWhatHappened() throws {
    let model = try Model(
      Architecture(
        encoding: .embedding(3), cell: .lstm(hidden: 4), layers: 2, direction: .bidirectional),
      input: .symbols(alphabet: 10), answer: TaskAnswer(.classes(5), .atEnd), seed: 3)
    let recording = try model.record(RecordedSequence("6 7 0 = 2"))
    #expect(recording == (try model.record([6, 7, 0], answer: 2)))
    let file = try Safetensors(bytes: recording.safetensors.encoded(), source: "a recording")
    #expect(file["symbols"]?.scalars == [6, 7, 0])
    #expect(file["logits"]?.scalars == recording.logits)
    #expect(file.metadata["longlag.sequence"] == "6 7 0")
    #expect(file.metadata["longlag.answer"] == "2")
    #expect(file.metadata["longlag.prediction"] == "\(recording.prediction)")
    for (name, one) in zip(recording.names, recording.recordings) {
      for quantity in one.quantities {
        let tensor = try #require(file["\(name)/\(quantity)"])
        #expect(tensor.shape == [3, 4])
        #expect(tensor.scalars == one[quantity]?.scalars)
        #expect(
          file["gradient/\(name)/\(quantity)"]?.scalars == one.gradient(of: quantity)?.scalars)
      }
    }
  }
}
