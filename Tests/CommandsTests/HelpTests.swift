import ArgumentParser
import Foundation
import Testing

@testable import Commands

/// What `--help` says, to the letter: a change of it should be looked at. With `LONGLAG_RECORD=1` in
/// the environment the files are written anew.
@Suite struct HelpTests {
  static let commands: [any ParsableCommand.Type] = [
    LongLagCommand.self, Reproduce.self, RunSweep.self, Train.self, Resume.self, ListRuns.self,
    Compare.self, ShowRun.self, WriteReport.self, Export.self, Forget.self, Merge.self,
    WorkShard.self, Inspect.self, PrintData.self,
    List.self,
    Bench.self, BenchStep.self,
    BenchPeak.self,
  ]

  @Test(arguments: commands.indices) func saysExactlyThis(_ index: Int) throws {
    let command = Self.commands[index]
    let help = LongLagCommand.helpMessage(for: command, columns: 80) + "\n"
    let name = command.configuration.commandName ?? ""
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Snapshots/\(name).txt")
    if ProcessInfo.processInfo.environment["LONGLAG_RECORD"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(help.utf8).write(to: file)
    }
    #expect(help == String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  @Test(arguments: commands.indices) func teachesByExample(_ index: Int) {
    let help = LongLagCommand.helpMessage(for: Self.commands[index], columns: 80)
    #expect(help.contains("\n  longlag "))
    #expect(help.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE") })
  }
}
