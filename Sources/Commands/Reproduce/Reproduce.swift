import ArgumentParser
import LongLag

/// `longlag reproduce`: runs a published experiment.
struct Reproduce: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Run a published experiment, and write its results and its report.",
    discussion: """
      Trains every cell at every length with several seeds, and ends with a table: accuracy on the \
      dev and test rows, as the mean over the seeds with its 95 % interval (bootstrap over the seeds, \
      or Wilson's for a single one). results.json and results.csv hold every number, and are the same, \
      but for the seconds, on any number of threads. report.html shows them, and says which \
      differences between the cells they support.

      Every run goes to the store, and what is there already is not run again. Ctrl-C ends it cleanly, \
      and 'longlag resume', or the same command, goes on; a second Ctrl-C ends it at once.

      Presets:
      \(Preset.all.map { "  \($0.name)\n      \($0.summary)" }.joined(separator: "\n"))

      Examples:
        longlag reproduce
            the textbook's experiment: 60 trainings of 19,000 steps
        longlag reproduce book --lengths 5,10 --seeds 1 --epochs 100
            a first look, in a few seconds
        longlag reproduce book --cells srn,lstm,gru --lengths 20 --out gru-too
            one cell more, at one length
        longlag reproduce course --threads 2
            the course experiment with its faults, two trainings at a time
      """)

  @Argument(help: ArgumentHelp("The experiment; see above.", valueName: "preset"))
  var preset = "book"

  @Option(
    parsing: .unconditional,
    help: "Lengths of the sequences, such as 5,10,15. (default: those of the preset)",
    transform: { try WholeNumbers($0).numbers })
  var lengths: [Int] = []

  @Option(
    help: "Cells, such as srn,lstm. (default: those of the preset)",
    transform: { try CellNames($0).names })
  var cells: [String] = []

  @Option(
    parsing: .unconditional,
    help: "Trainings of each cell at each length, with seeds 0, 1, 2, … (default: 5)")
  var seeds: Int?

  @Option(
    parsing: .unconditional, help: "Passes over the training rows. (default: that of the preset)")
  var epochs: Int?

  @Option(parsing: .unconditional, help: "Trainings at a time. (default: one per processor core)")
  var threads: Int?

  @Option(help: "The folder for the results. (default: longlag-results/<preset>)")
  var out: String?

  @OptionGroup var record: RecordOption

  @OptionGroup var store: StoreOption

  @Flag(help: "Run what is in the store already once more.")
  var again = false

  @Flag(help: "Save every model that is kept, as safetensors, in the folder 'models' there.")
  var saveModels = false

  @Option(
    help: ArgumentHelp(
      "Write event files for TensorBoard as it trains, in a folder for each training there.",
      valueName: "folder"))
  var tensorboard: String?

  func run() async throws {
    let reproduction = try Reproduction(self, catalogs: .current)
    let events = try tensorboard.map { path throws(FileError) in
      try OutputFolder(creating: path)
    }
    let folder = try OutputFolder(creating: out ?? "longlag-results/\(reproduction.preset.name)")
    let outcome = try await reproduction.run(in: store.open(), tensorBoard: events)
    if outcome.runs.isEmpty {
      try end(
        outcome, said: "nothing was finished, so nothing was written; 'longlag resume' goes on")
    }
    let results = try Results(preset: reproduction.preset, runs: outcome.runs)
    // Where the disk is full, the table is all that remains of hours of work.
    let written = Result { try write(outcome.runs, results, of: reproduction.preset, to: folder) }
    try Terminal.output.write(results.summary)
    try Terminal.output.write("\n" + written.get())
    let all = reproduction.experiments.count
    try end(
      outcome,
      said: "what is finished is kept, \(outcome.runs.count) of \(all); 'longlag resume' goes on")
  }

  /// Writes everything into the folder.
  ///
  /// - Returns: Where what is, in a few lines.
  private func write(
    _ runs: [Run], _ results: Results, of preset: Preset, to folder: OutputFolder
  ) throws -> String {
    let (json, csv) = (folder.file("results.json"), folder.file("results.csv"))
    try AtomicFile.write(pieces: results.json(), to: json)
    try AtomicFile.write(results.csv(), to: csv)
    if saveModels { try save(runs, results.runs, in: folder) }
    let report = try Report(
      runs, of: preset, operatorCheck: OperatorCheck(),
      command: WriteReport.commandLine(sweepName, store: store.path))
    let page = try report.write(to: folder.path)
    return "Results: \(json), \(csv)\nReport:  \(page)\n"
  }

  /// Writes the models into `models`, each under a name that says which it is.
  private func save(
    _ runs: [Run], _ entries: [Results.Entry], in folder: OutputFolder
  ) throws {
    let models = try OutputFolder(creating: folder.file("models"))
    for (run, entry) in zip(runs, entries) {
      let name = run.experiment.fileName(variant: entry.variant)
      try run.model.safetensors(of: run.experiment).write(to: models.file(name + ".safetensors"))
    }
  }

  /// What the store calls it: the preset, and how it was changed.
  var sweepName: String {
    var words = [preset]
    if !lengths.isEmpty {
      words.append("--lengths " + lengths.map(String.init).joined(separator: ","))
    }
    if !cells.isEmpty { words.append("--cells " + cells.joined(separator: ",")) }
    if let seeds { words.append("--seeds \(seeds)") }
    if let epochs { words.append("--epochs \(epochs)") }
    return words.joined(separator: " ")
  }

  /// Ends with the status of what went wrong, if anything did.
  private func end(_ outcome: Reproduction.Outcome, said kept: String) throws {
    if let interruption = outcome.interruption {
      try? Terminal.error.write("longlag: interrupted; \(kept)\n")
      throw ExitCode(interruption.rawValue)
    }
    guard let first = outcome.failures.first else {
      if let failure = outcome.logFailure { throw Failure(incompleteLog: failure) }
      return
    }
    let others = outcome.failures.count - 1
    let failure = Failure(first)
    try? Terminal.error.write(
      "longlag: \(failure)" + (others > 0 ? " (and \(others) more failed)" : "") + "; \(kept)\n")
    throw ExitCode(failure.status)
  }
}
