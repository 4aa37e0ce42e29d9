import ArgumentParser
import LongLag
import Sweeps

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `longlag sweep`: the experiments of a file.
struct RunSweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Read a table of settings from a file, and say what it would run.",
    discussion: """
      A sweep file says what is the same in all runs and what varies, with the names that 'longlag \
      train' has for them:

        preset: book
        plan: {epochs: 100}
        vary:
          task.length: {from: 5, to: 30, step: 5}
          model.cell: [srn, lstm, gru]
        exclude:
          - {task.length: 30, model.cell: srn}
        seeds: 5

      All of it is checked before anything runs.

      Examples:
        longlag sweep cells-and-lengths.yaml --dry-run
            what would run, and about how long it would take
        longlag sweep large.yaml --dry-run --at-most 500000
            more runs than anybody is expected to mean
      """)

  @Argument(help: ArgumentHelp("The sweep, in YAML.", valueName: "file"))
  var file: String

  @Flag(help: "Only say what would run, and about how long it would take.")
  var dryRun = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most runs that are meant. (default: 100000)", valueName: "runs"))
  var atMost: Int?

  @Option(parsing: .unconditional, help: "Trainings at a time. (default: one per processor core)")
  var threads: Int?

  func run() throws {
    try Failure.require(1...10_000_000, "--at-most", atMost)
    try Failure.require(1...1024, "--threads", threads)
    guard dryRun else {
      throw Failure(.usage, "a sweep cannot be run yet; expected --dry-run")
    }
    let catalogs = Catalogs.current
    let sweep = try Sweep(
      contentsOf: file, cells: catalogs.cells, tasks: catalogs.tasks,
      limit: atMost ?? Sweep.usualLimit)
    let work = try WorkEstimate(of: sweep.experiments, cells: catalogs.cells)
    for group in work.groups { try MemoryNeed(of: group.first, cells: catalogs.cells).check() }
    let outline = SweepOutline(
      sweep, work, at: try Pace(measuring: work, cells: catalogs.cells),
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
    try Terminal.output.write(outline.text)
  }
}
