public import ArgumentParser
public import LongLag

/// The command `longlag`.
///
/// An executable with cells and tasks of its own is three lines:
///
/// ```swift
/// await LongLagCommand.main(cells: .stock.adding("mgu", "minimal gated unit") {
///   MinimalGatedUnit(hidden: $0)
/// })
/// ```
public struct LongLagCommand: AsyncParsableCommand {
  /// What `--help` says.
  public static let configuration = CommandConfiguration(
    commandName: "longlag",
    abstract: "A laboratory for the memory of recurrent networks.",
    discussion: """
      Trains recurrent cells on sequences that can only be answered by remembering, and measures \
      how long each cell remembers.

      A first look, in a few seconds:
        longlag reproduce book --lengths 5,10 --seeds 1 --epochs 100

      The whole experiment of the textbook, with its report:
        longlag reproduce book

      Every command has a help of its own, with examples:
        longlag train --help
      """,
    version: Version.current,
    subcommands: [
      Reproduce.self, RunSweep.self, Train.self, Resume.self, ListRuns.self, Compare.self,
      ShowRun.self,
      WriteReport.self,
      Export.self, Forget.self, Merge.self, WorkShard.self, Inspect.self, PrintData.self, List.self,
      Bench.self,
    ])

  /// A command without arguments.
  public init() {}

  /// Runs the command line with these catalogs, and ends the program where it fails.
  public static func main(cells: CellCatalog, tasks: TaskCatalog = .stock) async {
    await Catalogs.$current.withValue(Catalogs(cells: cells, tasks: tasks)) {
      do {
        try checkName(of: CommandLine.arguments.dropFirst().first)
        var command = try parseAsRoot()
        if var command = command as? any AsyncParsableCommand {
          try await command.run()
        } else {
          try command.run()
        }
      } catch {
        end(with: error)
      }
    }
  }

  /// The parser would only say that it did not expect the word.
  private static func checkName(of word: String?) throws(Failure) {
    let known = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard let word, !word.hasPrefix("-"), !known.contains(word) else { return }
    throw .unknown("command", word, known: known)
  }

  /// Says why the program ends, and ends it.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    // Help and version, or a status about which everything has been said.
    if code == .success || error is ExitCode { exit(withError: error) }
    if let error = error as? FileError, error.isBrokenPipe {
      // As the system ends programs that did not ask to hear of it: 'head -1' has seen enough.
      exit(withError: ExitCode(Failure.Status.unread.rawValue))
    }
    var (sentence, status) = (fullMessage(for: error), code.rawValue)
    if code == .validationFailure {
      if sentence.hasPrefix("Error: ") { sentence.removeFirst("Error: ".count) }
    } else {
      let failure = Failure(error)
      (sentence, status) = (failure.description, failure.status)
    }
    try? Terminal.error.write("longlag: \(sentence)\n")
    exit(withError: ExitCode(status))
  }
}
