import FolderSupport
import Foundation
import LongLag
import Testing

@Suite struct DataTests {
  /// Of the published files; the whole table is in the tests of the tasks.
  @Test(arguments: [
    ("5", "train", "c4296d119b8ed4f5"), ("10", "test", "9c53e761aa614ec1"),
    ("35", "dev", "f5a00561daf6aa32"),
  ]) func rowsAreThePublishedOnes(length: String, split: String, hash: String) throws {
    let folder = TemporaryFolder()
    let run = try CommandRun(["data", "book", "--length", length, "--split", split], in: folder)
    #expect(run.status == 0)
    #expect(Fingerprint(of: Array(run.output)).description.hasPrefix(hash))
  }

  @Test func filesLieAsTheBookHasThem() throws {
    let folder = TemporaryFolder()
    let run = try CommandRun(["data", "book", "--out", "nndl"], in: folder)
    #expect(run.status == 0)
    #expect(run.text == "21 files in nndl/datasets\n")
    #expect(try folder.names(in: "nndl/datasets") == ["10", "15", "20", "25", "30", "35", "5"])
    let bytes = try folder.bytes("nndl/datasets/20/dev.txt")
    #expect(Fingerprint(of: bytes).description.hasPrefix("355c8598debbf3cd"))
  }

  @Test func seedsMatterWhereRowsAreDrawn() throws {
    let folder = TemporaryFolder()
    let rows = try ["0", "0", "1"].map { seed in
      try CommandRun(["data", "course", "--length", "9", "--seed", seed], in: folder).text
    }
    #expect(rows[0] == rows[1])
    #expect(rows[0] != rows[2])
  }

  @Test func anInterruptionIsAnswered() throws {
    let folder = TemporaryFolder()
    func interrupted(after seconds: Double) throws -> CommandRun {
      let command = try RunningCommand(
        ["data", "course", "--length", "1000000", "--out", "rows"], in: folder)
      Thread.sleep(forTimeInterval: seconds)
      command.interrupt()
      return try command.end()
    }
    var run = try interrupted(after: 0.3)
    // Where the machine is busy, the command may not yet have listened.
    if run.status == SIGINT { run = try interrupted(after: 3) }
    #expect(run.status == 130)
    #expect(run.error == "longlag: interrupted; nothing was written\n")
    #expect(run.output.isEmpty)
    #expect(try folder.names().isEmpty)
  }
}
