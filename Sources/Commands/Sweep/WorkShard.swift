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

  func run() async throws {
    try Failure.require(1...1024, "--threads", threads)
    let shard = try Shard(shard)
    let catalogs = Catalogs.current
    let work = try WorkManifest(contentsOf: manifest, tasks: catalogs.tasks)
    let path = store ?? "\(manifest)-\(shard.index)-of-\(shard.count).sqlite"
    let store = try RunStore(path)
    try store.noticeInterruptions()
    let experiments = work.shard(shard)
    let left = zip(experiments, try store.lastRuns(of: experiments)).filter { $0.1 == nil }
      .map(\.0)
    let laboratory = Laboratory(
      cells: catalogs.cells, tasks: catalogs.tasks,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, probing: work.probing,
      store: store)
    let outcome = try await StoredWork(left, in: laboratory).run()
    try outcome.end(left: left.count - outcome.ended - outcome.failures.count, store: path)
    try Terminal.output.write(
      "shard \(shard): \(Numeral.grouped(experiments.count)) runs are in '\(path)'\n")
  }
}
