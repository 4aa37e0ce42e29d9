import ArgumentParser
import FolderSupport
import Foundation
import Testing

@testable import Commands

/// What is asked of Slurm and what it answers, and a sweep on programs that answer as Slurm does.
@Suite struct SlurmTests {
  @Test func theScriptSaysExactlyThis() throws {
    let options = try SlurmOptions.parse([
      "--on", "slurm", "--partition", "short", "--time", "2:00:00", "--cpus", "4", "--account",
      "memory", "--sbatch=--mem=4G",
    ])
    let script = SlurmScript(
      sweep: "cells and lengths", job: "longlag-cells", runs: 500, shards: 16,
      tasks: Array(0..<14) + [15], options: options, tool: "/opt/it's/longlag",
      folder: "/data/5% of it/longlag.sqlite.slurm/cells")
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Snapshots/array.sbatch")
    if ProcessInfo.processInfo.environment["LONGLAG_RECORD"] == "1" {
      try Data(script.text.utf8).write(to: file)
    }
    #expect(script.text == String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  @Test(arguments: [
    ("4711\n", "4711"), ("4711;big\n", "4711"), ("Welcome to the cluster.\n4711\n", "4711"),
    ("", nil), ("Submitted batch job\n", nil),
  ])
  func theJobIsUnderstood(_ said: String, _ job: String?) {
    #expect(Slurm.job(in: said) == job)
  }

  @Test func tasksAreUnderstood() throws {
    let tasks = try Slurm.tasks(
      in: "4711|0|RUNNING|None\n4711|12|PENDING|Resources\n4711|3|COMPLETING|None\n")
    #expect(
      tasks == [
        .init(job: "4711", index: 0, state: "RUNNING", reason: "None"),
        .init(job: "4711", index: 12, state: "PENDING", reason: "Resources"),
        .init(job: "4711", index: 3, state: "COMPLETING", reason: "None"),
      ])
    #expect(SlurmProgress.words(for: tasks) == "2 tasks run, 1 wait (Resources)")
    #expect(try Slurm.tasks(in: "").isEmpty)
    #expect(throws: Failure.self) { try Slurm.tasks(in: "slurm is away\n") }
  }

  @Test func theLargestArrayIsUnderstood() {
    #expect(Slurm.largestArray(in: "MaxArraySize            = 1001\nMaxDBDMsgs = 20\n") == 1000)
    #expect(Slurm.largestArray(in: "MaxDBDMsgs = 20\n") == nil)
  }

  @Test(arguments: [
    ([0, 1, 2, 3], "0-3"), ([7], "7"), ([5, 0, 1, 3], "0-1,3,5"),
  ])
  func tasksAreListed(_ tasks: [Int], _ list: String) {
    #expect(SlurmScript.list(tasks) == list)
  }

  // MARK: - A sweep

  private static let sweep = """
    name: two cells
    preset: book
    plan: {epochs: 1}
    vary:
      model.cell: [srn, gru]
    seeds: 3

    """

  /// Programs with the names of Slurm's, first in the PATH.
  private func fake(_ programs: [String: String], in folder: TemporaryFolder) throws -> String {
    try FileManager.default.createDirectory(
      atPath: folder.file("bin"), withIntermediateDirectories: true)
    for (name, text) in programs {
      try folder.write("#!/bin/bash\n\(text)\n", to: "bin/\(name)")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder.file("bin/\(name)"))
    }
    try folder.write(Self.sweep, to: "two.yaml")
    return "PATH='\(folder.file("bin"))':$PATH"
  }

  private static let arguments = ["sweep", "two.yaml", "--on", "slurm", "--array-size", "2"]

  @Test func aSweepRunsInTasksAndIsMerged() throws {
    let folder = TemporaryFolder()
    let path = try fake(
      [
        "sbatch": """
        echo handed in >> sbatch.log
        for task in 0 1; do
          SLURM_ARRAY_JOB_ID=4711 SLURM_ARRAY_TASK_ID=$task bash "$2" > task.log 2>&1 || exit
        done
        echo 4711
        """, "squeue": "exit 0",
      ], in: folder)
    let run = try CommandRun(Self.arguments, in: folder, after: path)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.text.contains("job 4711: 2 tasks"))
    #expect(run.text.hasSuffix("6 runs of 'two cells' are in 'longlag.sqlite'\n"))

    // What is done is not done again.
    let again = try CommandRun(Self.arguments, in: folder, after: path)
    #expect(again.status == 0, "\(again.error)")
    #expect(try folder.text("sbatch.log") == "handed in\n")

    let local = try CommandRun(
      ["sweep", "two.yaml", "--store", "local.sqlite"], in: folder)
    #expect(local.status == 0)
    let merged = try CommandRun(["merge", "local.sqlite"], in: folder)
    #expect(merged.text.contains("0 runs are new, 6 were known"))
    #expect(merged.status == 0, "\(merged.error)")
  }

  /// Each array does a single share, the next one, and then is gone.
  private static let oneShareATime = """
    echo handed in >> sbatch.log
    count=$(wc -l < sbatch.log)
    export SLURM_ARRAY_JOB_ID=$((4710 + count)) SLURM_ARRAY_TASK_ID=$((count - 1))
    bash "$2" > task.log 2>&1
    echo $SLURM_ARRAY_JOB_ID
    """

  @Test func whatIsLeftIsHandedInAgain() throws {
    let folder = TemporaryFolder()
    let path = try fake(["sbatch": Self.oneShareATime, "squeue": "exit 0"], in: folder)
    let run = try CommandRun(Self.arguments, in: folder, after: path)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.text.contains("job 4711: 2 tasks, as '"))
    #expect(
      run.text.contains(
        "job 4712: 1 task for the 3 runs that are left, handed in again (1 of 3)\n"))
    #expect(run.text.hasSuffix("6 runs of 'two cells' are in 'longlag.sqlite'\n"))
  }

  @Test func itIsNotHandedInForever() throws {
    let folder = TemporaryFolder()
    let path = try fake(["sbatch": Self.oneShareATime, "squeue": "exit 0"], in: folder)
    let run = try CommandRun(
      ["sweep", "two.yaml", "--on", "slurm", "--array-size", "6"], in: folder, after: path)
    #expect(run.status == 75)
    #expect(run.text.contains("handed in again (3 of 3)\n"))
    #expect(run.error.contains("2 runs left"))
    #expect(try folder.text("sbatch.log").split(separator: "\n").count == 4)
  }

  @Test func whatIsCancelledIsNotHandedInAgain() throws {
    let folder = TemporaryFolder()
    let path = try fake(
      [
        "sbatch": Self.oneShareATime,
        "squeue": "[[ $* != *CANCELLED* ]] || echo '4711|1|CANCELLED|None'",
      ], in: folder)
    let run = try CommandRun(Self.arguments, in: folder, after: path)
    #expect(run.status == 75)
    #expect(run.error.contains("3 runs left"))
    #expect(try folder.text("sbatch.log") == "handed in\n")
  }

  @Test func anArrayThatRunsIsWatchedAndNotHandedInAgain() throws {
    let folder = TemporaryFolder()
    let path = try fake(
      [
        // A task of the array waits from then on.
        "sbatch": "touch queued; echo 4711",
        "squeue": "[[ ! -e queued ]] || echo '4711|0|PENDING|Priority'",
      ], in: folder)
    for words in ["job 4711: 2 tasks", "job 4711 is under way"] {
      let command = try RunningCommand(Self.arguments, in: folder, after: path)
      var waited = 0
      while !command.error.contains("1 wait (Priority)"), waited < 600 {
        Thread.sleep(forTimeInterval: 0.1)
        waited += 1
      }
      command.interrupt()
      let run = try command.end()
      #expect(run.status == 130)
      #expect(run.text.contains(words))
      #expect(run.error.contains("'longlag sweep two.yaml --on slurm' watches it again"))
    }
  }

  @Test func whatTheTasksLeaveIsSaid() throws {
    let folder = TemporaryFolder()
    let path = try fake(["sbatch": "echo 4711", "squeue": "exit 0"], in: folder)
    let run = try CommandRun(Self.arguments, in: folder, after: path)
    #expect(run.status == 75)
    #expect(run.error.contains("6 runs left"))
  }

  @Test func whatSlurmRefusesIsSaid() throws {
    let folder = TemporaryFolder()
    let path = try fake(
      [
        "sbatch": "echo 'sbatch: error: invalid partition specified: nowhere' >&2; exit 1",
        "squeue": "exit 0", "scontrol": "echo 'MaxArraySize = 2001'",
      ], in: folder)
    let refused = try CommandRun(Self.arguments, in: folder, after: path)
    #expect(refused.status == 69)
    #expect(refused.error.contains("'sbatch' refused: sbatch: error: invalid partition"))
    let large = try CommandRun(
      ["sweep", "two.yaml", "--on", "slurm", "--array-size", "5000"], in: folder, after: path)
    #expect(large.status == 64)
    #expect(large.error.contains("--array-size is 5000; expected a whole number from 1 to 2000"))
  }

  @Test(arguments: [
    ("--on slurm", 69, "there is no 'squeue' here"),
    ("--on moon", 64, "there is no place 'moon'"),
    ("--time 1:00", 64, "--time is for Slurm; expected --on slurm with it"),
    ("--on slurm --again", 64, "--again is not for Slurm"),
    ("--on slurm --tensorboard events", 64, "--tensorboard is not for Slurm"),
    ("--on slurm --partition a;b", 64, "--partition is 'a;b'"),
    ("--on slurm --sbatch mem", 64, "--sbatch is 'mem'"),
  ])
  func whatCannotBeMeantIsSaid(_ arguments: String, _ status: Int32, _ words: String) throws {
    let folder = TemporaryFolder()
    try folder.write(Self.sweep, to: "two.yaml")
    let run = try CommandRun(
      ["sweep", "two.yaml"] + arguments.split(separator: " ").map(String.init), in: folder,
      after: "PATH=/nowhere")
    #expect(run.status == status)
    #expect(run.error.contains(words), "\(run.error)")
  }
}
