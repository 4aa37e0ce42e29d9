import Engine
import Foundation
import Models
import Testing

struct ArchitectureTests {
  static let architectures = [
    Architecture(embedding: 32, cell: .lstm(hidden: 32)),
    Architecture(embedding: 8, cell: .gru(hidden: 5), readout: .mean, start: .orthogonal),
    Architecture(
      encoding: .oneHot, cell: CellChoice("course", hidden: 10), layers: 3,
      direction: .bidirectional, dropout: 0.25, readout: .everyStep, initialState: .random,
      start: .course, forgetBias: -1),
    Architecture(encoding: .number, cell: .srn(hidden: 2), direction: .backward),
  ]

  @Test(arguments: architectures)
  func `files give back what was written`(architecture: Architecture) throws {
    let data = try JSONEncoder().encode(architecture)
    #expect(try JSONDecoder().decode(Architecture.self, from: data) == architecture)
  }

  @Test func `an encoding is written as a word`() throws {
    let words: [(Architecture.Encoding, String)] = [
      (.embedding(32), "embedding-32"), (.oneHot, "one-hot"), (.number, "number"),
    ]
    for (encoding, word) in words {
      #expect(encoding.description == word)
      #expect(Architecture.Encoding(word) == encoding)
      #expect(try JSONEncoder().encode([encoding]) == Data("[\"\(word)\"]".utf8))
    }
  }

  @Test(arguments: ["", "embedding", "embedding-", "embedding-0", "embedding--3", "onehot", "32"])
  func `any other word is refused by name`(word: String) throws {
    #expect(Architecture.Encoding(word) == nil)
    let error = #expect(throws: DecodingError.self) {
      _ = try JSONDecoder().decode([Architecture.Encoding].self, from: Data("[\"\(word)\"]".utf8))
    }
    guard case .dataCorrupted(let context) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(
      context.debugDescription == "'\(word)' is not 'embedding-N', 'one-hot' or 'number'")
  }

  @Test func `a cell is written as in a sentence`() {
    #expect(CellChoice.lstm(hidden: 32).description == "lstm(32)")
    #expect(CellChoice.gru(hidden: 3) == CellChoice("gru", hidden: 3))
  }
}
