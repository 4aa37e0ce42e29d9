import FolderSupport
import Foundation
import Models
import Testing

@testable import Sweeps

/// What a file that cannot be meant gets: one sentence, with its place.
struct SweepFileErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let yaml: String
    let kind: SweepFileError.Kind
    let sentence: String
    var testDescription: String { String(yaml.prefix(60)) }

    /// - Parameter place: Line and column.
    init(_ yaml: String, _ kind: SweepFileError.Kind, _ place: (Int, Int), _ sentence: String) {
      self.yaml = yaml
      self.kind = kind
      self.sentence = "my.yaml, line \(place.0), column \(place.1): \(sentence)"
    }
  }

  @Test(arguments: names + values + ranges) func aMistypedSetting(_ mistake: Case) throws {
    try expect(mistake)
  }

  @Test(arguments: contradictions + recordings + sizes + refused) func whatCannotBeMeant(
    _ mistake: Case
  ) throws {
    try expect(mistake)
  }

  @Test(arguments: syntax) func whatIsNotYAML(_ mistake: Case) throws { try expect(mistake) }

  @Test func whatIsNotText() {
    let cases: [([UInt8], String)] = [
      ([0x61, 0x3A, 0x0A, 0xFF], "line 2, column 1: found bytes that are not UTF-8"),
      ([0xFF, 0xFE, 0x61, 0x00], "line 1, column 1: found text in UTF-16; expected UTF-8"),
      ([0x61, 0x00], "line 1, column 2: found the control character U+0000; expected a text file"),
      (
        Array(repeating: 0x61, count: 2_000_000),
        "line 1, column 1: found more than 1,000,000 bytes; expected a sweep file"
      ),
    ]
    for (bytes, words) in cases {
      #expect {
        try Sweep(yaml: bytes, file: "my.yaml")
      } throws: {
        "\($0)".hasPrefix("my.yaml, \(words)")
      }
    }
  }

  /// As deep as the parser goes, in a thread with as little stack as a Mac gives to most.
  @Test func depthTakesLittleStack() async {
    let error = await withCheckedContinuation { continuation in
      let thread = Thread {
        let yaml = Array((String(repeating: "- ", count: 990) + "a").utf8)
        let read = Result { try Sweep(yaml: yaml, file: "my.yaml") }
        guard case .failure(let error) = read else { return continuation.resume(returning: "") }
        continuation.resume(returning: "\(error)")
      }
      thread.stackSize = 512 * 1024
      thread.start()
    }
    #expect(error.hasSuffix("found more than 16 lists and mappings in each other; expected fewer"))
  }

  @Test func aFileThatIsNotThere() {
    let folder = TemporaryFolder()
    #expect(throws: FileError.self) { try Sweep(contentsOf: folder.file("none.yaml")) }
    #expect(throws: FileError.self) { try Sweep(contentsOf: folder.path) }
  }

  @Test func moreRunsCanBeMeant() throws {
    let yaml = Array("plan: {steps: 1}\nvary: {plan.patience: {from: 1, to: 300}}\nseeds: 10".utf8)
    #expect(throws: SweepFileError.self) { try Sweep(yaml: yaml, file: "a", limit: 2999) }
    #expect(try Sweep(yaml: yaml, file: "a", limit: 3000).experiments.count == 3000)
  }

  private func expect(_ mistake: Case) throws {
    let error = #expect(throws: SweepFileError.self) {
      try Sweep(yaml: Array(mistake.yaml.utf8), file: "my.yaml")
    }
    #expect(error?.description == mistake.sentence)
    #expect(error?.kind == mistake.kind)
  }
}
