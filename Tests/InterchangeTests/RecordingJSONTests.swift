import Cells
import Engine
import Foundation
import Models
import Tasks
import Testing

@testable import Interchange

@Suite struct RecordingJSONTests {
  private struct Read: Decodable {
    let symbols: [Int]
    let prediction: Int
    let answer: Int
    let logits: [Float]
    let probabilities: [Float]
    let recording: [String: [[Float]]]
    let gradientNorms: [String: [Double]]
    let recordings: [String: [String: [[Float]]]]?
  }

  @Test(
    arguments: Specimen.all.filter {
      $0.answer.kind == .classes(5) && $0.input != .values(features: 2)
    })
  func holdsWhatWasRecorded(specimen: Specimen) throws {
    let recording = try specimen.model().record([3, 0, 6], answer: 2)
    let json = recording.json
    #expect(!json.contains("\n"))
    let read = try JSONDecoder().decode(Read.self, from: Data(json.utf8))
    #expect(read.symbols == [3, 0, 6])
    #expect(read.prediction == recording.prediction)
    #expect(read.answer == 2)
    #expect(read.logits == recording.logits)
    #expect(read.probabilities == recording.probabilities)
    for quantity in recording.topRecording.quantities {
      let rows = try #require(read.recording[quantity.rawValue])
      #expect(rows == recording.topRecording.rows(of: quantity))
      #expect(rows.map(\.count) == [4, 4, 4])
    }
    #expect(read.recording.count == recording.topRecording.quantities.count)
    #expect(
      read.gradientNorms["hidden"]
        == recording.topRecording.gradientNorms(of: .hidden, sequence: 0))
    if recording.names.count == 1 {
      #expect(read.recordings == nil)
    } else {
      #expect(read.recordings.map { Set($0.keys) } == Set(recording.names))
      #expect(read.recordings?[recording.names[recording.top]] == read.recording)
    }
  }

  @Test func theKeysStandInTheOrderOfTheStory() throws {
    let json = try Specimen(cell: "lstm").model().record([1]).json
    let keys = ["symbols", "prediction", "logits", "recording", "input", "forget", "hidden"]
    let places = try keys.map { try #require(json.range(of: "\"\($0)\":")).lowerBound }
    #expect(places == places.sorted())
  }

  @Test func whatIsNoNumberIsNull() throws {
    var model = try Specimen(cell: "srn").model()
    model.parameters[model.parameters.count - 1] = .nan
    let json = try model.record([1]).json
    #expect(json.contains(#""logits":["#))
    #expect(json.contains("null"))
    #expect(!json.contains("nan"))
    _ = try JSONSerialization.jsonObject(with: Data(json.utf8))
  }
}
