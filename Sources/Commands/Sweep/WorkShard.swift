import ArgumentParser
import LongLag

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `longlag work`: a share of a manifest, anywhere.
struct WorkShard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work",
    abstract: "Run a share of a manifest into a store of its own.",
    discussion: """
      What a task of a batch system runs, and what runs as well by hand, under GNU parallel or anywhere \
      else: no two shards touch the same file. 'longlag merge' brings the stores together. Ended by \
      SIGUSR1, SIGTERM or Ctrl-C it keeps where it stands, and the same command goes on.

      Examples:
        longlag sweep lags.yaml --manifest lags.manifest
        longlag work lags.manifest --shard 0/4
        parallel longlag work lags.manifest --shard {}/4 ::: 0 1 2 3
        longlag merge lags.manifest-*.sqlite

      With --lives the command may be started again while an earlier one still runs, even on another \
      machine: each writes a store of its own, beside the first, and goes on from the last. The earlier \
      one ends as soon as it sees the later. That is how 'longlag sweep --on slurm' starts it.
      """)

  @Argument(
    help: ArgumentHelp("The manifest, as 'longlag sweep' writes it.", valueName: "manifest"))
  var manifest: String
  @Option(help: ArgumentHelp("Which share, from 0, of how many.", valueName: "i/k"))
  var shard = "0/1"
  @Option(
    help: ArgumentHelp(
      "The share's store. (default: <manifest>-<i>-of-<k>.sqlite)", valueName: "file"))
  var store: String?
  @Option(parsing: .unconditional, help: "Trainings at a time. (default: one per processor core)")
  var threads: Int?

  @Flag(help: "Begin a store of its own with what earlier lives of this shard's task left.")
  var lives = false

  func run() async throws {
    try Failure.require(1...1024, "--threads", threads)
    let shard = try Shard(shard)
    let catalogs = Catalogs.current
    let work = try WorkManifest(contentsOf: manifest, tasks: catalogs.tasks)
    let path = store ?? "\(manifest)-\(shard.index)-of-\(shard.count).sqlite"
    let life =
      lives
      ? try ShardLife.begin(path) { try? Terminal.error.write("longlag: \($0)\n") } : nil
    let store = try life.map { try RunStore($0.path, access: .alone) } ?? RunStore(path)
    try store.noticeInterruptions()
    let experiments = work.shard(shard)
    let (unrecorded, unrun) = try store.unanswered(
      experiments, recording: work.probing.recordings)
    let left = unrecorded + unrun
    let laboratory = Laboratory(
      cells: catalogs.cells, tasks: catalogs.tasks,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, probing: work.probing,
      store: store)
    let reporter = life.map {
      ShardReporter($0, runs: experiments.count, done: experiments.count - left.count)
    }
    let outcome = try await StoredWork(left, in: laboratory).run(
      until: reporter?.flag ?? StopFlag(), progress: { reporter?.note($0) })
    reporter?.end()
    if let reporter, reporter.flag.isSet, outcome.interruption == nil {
      return try Terminal.output.write(
        "shard \(shard): a later life of this task has begun; the rest is left to it\n")
    }
    try outcome.end(
      left: left.count - outcome.ended - outcome.failures.count, store: store.path)
    try Terminal.output.write(
      "shard \(shard): \(Numeral.counted(experiments.count, "run")) in '\(store.path)'\n")
  }
}
