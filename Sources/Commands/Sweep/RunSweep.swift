import ArgumentParser
import LongLag
import Sweeps

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `longlag sweep`: the experiments of a file.
struct RunSweep: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Run the experiments of a file: a table of settings and what varies.",
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

      All of it is checked before anything runs. Runs go to the store, and what is there already is not \
      run again: after Ctrl-C, or anything worse, the same command or 'longlag resume' goes on.

      Examples:
        longlag sweep cells-and-lengths.yaml --dry-run
            what would run, and about how long it would take
        longlag sweep cells-and-lengths.yaml
        longlag sweep cells-and-lengths.yaml --record "6 7 0 0 1 0 0 0 0 0"
            and all that each model does with that, for 'longlag export recordings'
        longlag sweep cells-and-lengths.yaml --tensorboard events
            and 'tensorboard --logdir events' beside it
        longlag sweep large.yaml --dry-run --at-most 500000
            more runs than anybody is expected to mean
        longlag sweep large.yaml --on slurm --array-size 50 --time 4:00:00
            on a cluster, as a job array; the same command finds it again
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

  @Option(
    help: ArgumentHelp(
      "Only write the experiments for 'longlag work', on this machine or others.",
      valueName: "file"))
  var manifest: String?

  @OptionGroup var slurm: SlurmOptions

  @OptionGroup var record: RecordOption

  @OptionGroup var tensorBoard: TensorBoardOption

  @OptionGroup var store: StoreOption

  @Flag(help: "Run what is in the store already once more.")
  var again = false

  func run() async throws {
    try Failure.require(1...10_000_000, "--at-most", atMost)
    try Failure.require(1...1024, "--threads", threads)
    try slurm.check()
    let isLocal = try slurm.place == .local
    if !isLocal {
      let given = [
        ("--again", again), ("--threads", threads != nil), ("--manifest", manifest != nil),
        ("--tensorboard", tensorBoard.path != nil),
      ].first(where: \.1)?.0
      if let given {
        throw Failure(.usage, "\(given) is not for Slurm; expected --on local with it")
      }
    }
    let catalogs = Catalogs.current
    let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let sweep = try Sweep(
      contentsOf: file, cells: catalogs.cells, tasks: catalogs.tasks,
      limit: atMost ?? Sweep.usualLimit)
    let work = try WorkEstimate(of: sweep.experiments, cells: catalogs.cells)
    for group in work.groups { try MemoryNeed(of: group.first, cells: catalogs.cells).check() }
    let recordings = try record.sequences(for: sweep.experiments, behind: sweep.recordings)
    let probing = Probing(recordings: recordings)
    let outline = SweepOutline(
      sweep, work, recording: recordings, at: try Pace(measuring: work, cells: catalogs.cells),
      threads: isLocal ? threads : slurm.trainings(of: sweep.experiments.count))
    if dryRun { return try Terminal.output.write(outline.text) }
    if let manifest {
      if tensorBoard.path != nil {
        throw Failure(
          .usage, "--tensorboard is for what trains here; --manifest only writes a file")
      }
      try WorkManifest(sweep.experiments, probing: probing).write(to: manifest)
      return try Terminal.output.write(
        outline.text
          + "\n'\(manifest)' is written; 'longlag work \(manifest) --shard 0/1' runs it\n")
    }
    let events = try tensorBoard.folder()
    let store = try store.open()
    try Terminal.output.write(outline.text)
    let stored = StoredSweep(name: sweep.name, probing: probing, source: file)
    try store.register(stored, of: sweep.experiments)
    if !isLocal {
      return try await SlurmSweep(
        sweep: sweep, file: file, store: store, options: slurm, catalogs: catalogs,
        probing: probing, threads: threads
      ).run()
    }
    let (unrecorded, unrun) =
      again
      ? ([], sweep.experiments)
      : try store.unanswered(sweep.experiments, recording: recordings)
    // Those that have ended have their event files too, from what is kept of them.
    let left = events == nil ? unrecorded + unrun : sweep.experiments
    if unrun.count < sweep.experiments.count {
      try Terminal.output.write(
        "\(Numeral.grouped(sweep.experiments.count - unrun.count)) runs are in the store already"
          + (unrecorded.isEmpty
            ? "" : "; \(Numeral.grouped(unrecorded.count)) of them are recorded from what is kept")
          + "\n")
    }
    let laboratory = Laboratory(
      cells: catalogs.cells, tasks: catalogs.tasks, threads: threads, probing: probing,
      tellsModels: events != nil, store: store, again: again)
    let outcome = try await StoredWork(left, in: laboratory, tensorBoard: events).run()
    try outcome.end(left: left.count - outcome.ended - outcome.failures.count, store: store.path)
    try Terminal.output.write(
      "\(Numeral.grouped(sweep.experiments.count)) runs of '\(sweep.name)' are in '\(store.path)'\n"
    )
  }
}
