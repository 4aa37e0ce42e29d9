import ArgumentParser
import LongLag

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `longlag resume`: goes on with what was interrupted.
struct Resume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on with what was interrupted.",
    discussion: """
      Says what was interrupted, and runs it to its end: sweeps and reproductions with all that was \
      asked for, and single trainings from their last checkpoint. What comes out is the same to the \
      bit as if nothing had happened. Runs whose own rows are no longer what they were are refused.

      Examples:
        longlag resume
        longlag resume --dry-run
      """)

  @OptionGroup var store: StoreOption
  @Option(parsing: .unconditional, help: "Threads to work with. (default: one per processor core)")
  var threads: Int?
  @OptionGroup var tensorBoard: TensorBoardOption
  @Flag(help: "Only say what is to be done.") var dryRun = false

  func run() async throws {
    try Failure.require(1...1024, "--threads", threads)
    let catalogs = Catalogs.current
    let events = dryRun ? nil : try tensorBoard.folder()
    let store = dryRun ? try store.openForReading() : try store.open()
    if !dryRun { try store.noticeInterruptions() }
    let waiting = try store.waiting(tasks: catalogs.tasks)
    let all = waiting.reduce(0) { $0 + $1.experiments.count }
    try Terminal.output.write(
      all == 0
        ? "nothing is left to do\n" : "\(Numeral.counted(all, "run")) left to do\n")
    let groups = waiting.map { (rows: UnreadableRows(of: $0.experiments), probing: $0.probing) }
    for group in groups { group.rows.say() }
    if dryRun { return }
    for (rows, probing) in groups {
      let laboratory = Laboratory(
        cells: catalogs.cells, tasks: catalogs.tasks,
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, probing: probing,
        tellsModels: events != nil, store: store)
      let outcome = try await StoredWork(rows.readable, in: laboratory, tensorBoard: events).run()
      try outcome.end(
        left: try store.waiting(tasks: catalogs.tasks).reduce(0) { $0 + $1.experiments.count },
        store: store.path)
    }
    if groups.contains(where: { !$0.rows.reasons.isEmpty }) {
      throw ExitCode(Failure.Status.data.rawValue)
    }
  }
}
