import ArgumentParser
import LongLag

/// `longlag report`: the report of what is in a store.
struct WriteReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the report of a sweep or a reproduction from the store, or one figure of it.",
    discussion: """
      Nothing is trained: what is not there yet is left out, and the report says so.

      Examples:
        longlag report
            the one that was asked for last
        longlag report book --out longlag-results/book
        longlag report book --figure accuracy-by-length --out accuracy.svg
      """)

  @Argument(
    help: ArgumentHelp(
      "What the store calls it: a preset, or a sweep's name. (default: the last)",
      valueName: "sweep"))
  var name: String?
  @OptionGroup var store: StoreOption
  @Option(help: ArgumentHelp("Only the figure of this name.", valueName: "name")) var figure:
    String?
  @Option(
    help: ArgumentHelp(
      "The folder, or the figure's file. (default: longlag-results/<sweep>, or <figure>.svg)",
      valueName: "path"))
  var out: String?

  func run() throws {
    let catalogs = Catalogs.current
    let store = try store.openForReading()
    let sweeps = try store.sweeps()
    guard let progress = sweeps.first(where: { name == nil || $0.sweep.name == name }) else {
      guard let name else { throw StoreError.missing(path: store.path, what: "sweep") }
      throw Failure.unknown("sweep", name, known: sweeps.map(\.sweep.name))
    }
    let sweep = progress.sweep
    let experiments = try store.experiments(of: sweep.name, tasks: catalogs.tasks)
    let preset = Preset(of: experiments, named: sweep.name)
    if let twice = preset.ambiguity(in: experiments) {
      throw Failure(
        .data,
        "'\(sweep.name)' has several settings for \(twice), which a report would mix; 'longlag "
          + "compare' sets them side by side")
    }
    let runs = try store.lastRuns(of: experiments).compactMap(\.self).map {
      try store.run($0, cells: catalogs.cells, tasks: catalogs.tasks)
    }
    guard !runs.isEmpty else {
      throw Failure(.data, "no run of '\(sweep.name)' has ended yet")
    }
    let command = Self.commandLine(sweep.name, store: store.path)
    let report = try Report(
      runs, of: preset, operatorCheck: figure == nil ? OperatorCheck() : nil, command: command)
    if let figure {
      guard let found = report.figure(named: figure) else {
        throw Failure.unknown("figure", figure, known: report.figures.map(\.text.name))
      }
      let path = out ?? "\(figure).svg"
      try AtomicFile.write(found.svg(.standalone), to: path)
      return try Terminal.output.write("Figure:  \(path)\n")
    }
    let folder = try OutputFolder(creating: out ?? "longlag-results/\(sweep.name.asFileName)")
    try Terminal.output.write("Report:  \(report.write(to: folder.path))\n")
  }

  /// The command that draws a figure again, as a shell takes it.
  static func commandLine(_ sweep: String, store: String) -> @Sendable (String) -> String {
    { figure in
      var words = ["longlag", "report", sweep, "--figure", figure]
      if store != StoreOption.usual { words += ["--store", store] }
      return words.map(\.shellWord).joined(separator: " ")
    }
  }
}

extension String {
  /// As the name of a file: what could be taken for something else becomes a dash.
  var asFileName: String {
    let words = split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") }
    return words.isEmpty ? "sweep" : words.joined(separator: "-")
  }
}
