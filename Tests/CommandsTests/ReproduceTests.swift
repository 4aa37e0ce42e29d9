import FolderSupport
import Foundation
import Testing

@Suite struct ReproduceTests {
  private let tiny = [
    "reproduce", "book", "--lengths", "5,6", "--cells", "srn,lstm", "--seeds", "2", "--epochs", "1",
  ]

  @Test func resultsDependOnNothingButTheExperiment() throws {
    let folder = TemporaryFolder()
    let one = try CommandRun(tiny + ["--threads", "1", "--out", "one"], in: folder)
    let two = try CommandRun(tiny + ["--threads", "2", "--out", "two"], in: folder)
    #expect(one.status == 0)
    #expect(two.status == 0)
    let json = try ["one", "two"].map { name in
      try folder.text("\(name)/results.json").replacing(/"seconds":[-+.e0-9]+/, with: "")
    }
    #expect(json[0] == json[1])
    #expect(json[0].split(separator: "\n").count == 8 + 4 + 3, "one run per line, one group")
    let header = try folder.text("one/results.csv").split(separator: "\n")[0].split(separator: ",")
    let seconds = try #require(header.firstIndex(of: "seconds"))
    let csv = try ["one", "two"].map { name in
      try folder.text("\(name)/results.csv").split(separator: "\n").map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).enumerated()
          .filter { $0.offset != seconds }.map(\.element)
      }
    }
    #expect(csv[0] == csv[1])
    #expect(csv[0].count == 9)
  }

  @Test func endsWithATable() throws {
    let folder = TemporaryFolder()
    let run = try CommandRun(tiny, in: folder)
    let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("length  cell  "))
    #expect(
      lines[0].hasSuffix("dev accuracy            test accuracy  solved  parameters  seconds"))
    let number = /0\.\d{3} \(0\.\d{3} to 0\.\d{3}\)/
    #expect(lines[2].hasPrefix("     5  srn   "))
    #expect(lines[2].matches(of: number).count == 2)
    #expect(lines[2].contains("       3,027  "))
    #expect(lines[5].hasPrefix("     6  lstm  "))
    #expect(lines[5].contains("       9,267  "))
    #expect(run.text.contains("by bootstrap over 2 seeds."))
    #expect(run.text.contains("Results: longlag-results/book/results.json"))
    #expect(run.error.contains(/lstm length 6 seed 1  dev 0\.\d\d  test 0\.\d\d  .* s  \(\d\/8/))
    #expect(!run.error.contains("\u{1B}"))
  }

  @Test func aSingleSeedHasWilsonsInterval() throws {
    let folder = TemporaryFolder()
    let run = try CommandRun(
      ["reproduce", "course", "--lengths", "5", "--seeds", "1", "--epochs", "1"], in: folder)
    #expect(run.status == 0)
    #expect(run.text.contains("Wilson's, of 100 answers of one run"))
    #expect(run.text.contains("printed by its own metric"))
  }

  @Test func aReproductionThatIsInterruptedKeepsWhatIsFinished() throws {
    let folder = TemporaryFolder()
    let command = try RunningCommand(
      [
        "reproduce", "book", "--lengths", "5", "--cells", "srn", "--seeds", "1000", "--epochs",
        "20", "--threads", "1", "--out", "kept",
      ], in: folder)
    for _ in 0..<600 where !command.error.contains("seed 1  begins") {
      Thread.sleep(forTimeInterval: 0.05)
    }
    command.interrupt()
    let run = try command.end()
    #expect(run.status == 130)
    let said = try #require(
      run.error.firstMatch(
        of: /interrupted; what is finished is kept, (\d+) of 1000; 'longlag resume' goes on\n$/))
    #expect(run.text.contains("3,027"))
    #expect(
      try folder.names(in: "kept") == ["figures", "report.html", "results.csv", "results.json"])
    let rows = try folder.text("kept/results.csv").split(separator: "\n").count - 1
    #expect(rows == Int(said.1))
    #expect(rows >= 1)
  }
}
