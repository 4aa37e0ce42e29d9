import FolderSupport
import Foundation
import LongLag
import Sweeps
import Testing

@testable import Commands

/// What `longlag sweep` says of a file.
@Suite struct SweepTests {
  @Test func theOutlineSaysItAll() throws {
    let yaml = """
      name: cells
      plan: {epochs: 10}
      vary:
        task.length: {from: 5, to: 40}
        zip:
          model.cell: [srn, lstm]
          model.hidden: [64, 32]
        plan.clip: ['value:5', 'value:5.0']
      exclude:
        - {task.length: 5, model.cell: lstm}
      seeds: 2
      """
    let sweep = try Sweep(yaml: Array(yaml.utf8), file: "cells.yaml")
    let work = try WorkEstimate(of: sweep.experiments)
    let outline = SweepOutline(sweep, work, at: Pace(gigaflops: 10), threads: 4)
    let seconds = Int((work.operations / 1e10 / 4).rounded(.up))
    #expect(
      outline.text == """
        cells: 142 runs

        varies                    number  values
        ────────────────────────  ──────  ────────────────────────────────────────────────
        task.length                   36  5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, …, 40
        model.cell, model.hidden       2  (srn, 64), (lstm, 32)
        plan.clip                      2  value:5, value:5.0
        seed                           2  0, 1

        is the same  value
        ───────────  ─────
        plan.epochs  10

        left out: 4 of 288 combinations
        142 combinations are equal to others in every setting, and are run once
        53,960 updates, \(Numeral.significant(work.operations / 1e9)) GFLOP
        about \(seconds) s on 4 threads, as tried just now

        """)
    #expect(outline.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func aSingleRunIsSaidInTheSingular() throws {
    let sweep = try Sweep(yaml: Array("plan: {steps: 1}".utf8), file: "one.yaml")
    let work = try WorkEstimate(of: sweep.experiments)
    let text = SweepOutline(sweep, work, at: Pace(gigaflops: 10), threads: 1).text
    #expect(text.hasPrefix("one: 1 run\n\nis the same"))
    #expect(text.contains("1 updates") == false)
    #expect(text.hasSuffix("about 1 s on 1 thread, as tried just now\n"))
  }

  @Test func aDryRunTrainsNothingAndWritesNothing() throws {
    let folder = TemporaryFolder()
    try folder.write("vary: {model.cell: [srn, lstm]}\nseeds: 2\n", to: "mine.yaml")
    let run = try CommandRun(["sweep", "mine.yaml", "--dry-run"], in: folder)
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("mine: 4 runs\n"))
    #expect(run.error.isEmpty)
    #expect(try folder.names() == ["mine.yaml"])
  }

  @Test func aMistakeHasItsStatusAndItsPlace() throws {
    let folder = TemporaryFolder()
    try folder.write("vary:\n  model.hiden: [1, 2]\n", to: "mine.yaml")
    let run = try CommandRun(["sweep", "mine.yaml", "--dry-run"], in: folder)
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("longlag: mine.yaml, line 2, column 3: there is no setting"))
    let missing = try CommandRun(["sweep", "other.yaml", "--dry-run"], in: folder)
    #expect(missing.status == 66)
    try folder.write("seeds: 101000\n", to: "many.yaml")
    let many = try CommandRun(["sweep", "many.yaml", "--dry-run"], in: folder)
    #expect(many.error.contains("these are 101,000 runs: 101,000 (seed); expected at most 100,000"))
    let meant = try CommandRun(
      ["sweep", "many.yaml", "--dry-run", "--at-most", "101000"], in: folder)
    #expect(meant.text.hasPrefix("many: 101,000 runs\n"))
  }

  @Test func whatMemoryDoesNotHoldIsRefused() throws {
    let folder = TemporaryFolder()
    try folder.write(
      "model: {hidden: 16384, layers: 64}\nplan: {batch: 1000000}\n", to: "mine.yaml")
    let run = try CommandRun(["sweep", "mine.yaml", "--dry-run"], in: folder)
    #expect(run.status == 64)
    #expect(run.error.contains("this training would take about"))
  }
}
