import ArgumentParser
import LongLag

/// `longlag runs`: what is in a store.
struct ListRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List the runs in a store.",
    discussion: """
      A condition compares keys with values: =, !=, <, <=, >, >=, and ~ for a part of a text; 'and', \
      'or', 'not' and parentheses join them. Keys are \(RunFilter.keys.joined(separator: ", ")), and \
      places in an experiment's definition such as plan.batch, which 'longlag show' prints.

      Examples:
        longlag runs --where 'cell=lstm and length>=20' --sort -test.accuracy
        longlag runs --where 'state=interrupted'
        longlag runs --csv > runs.csv
      """)

  @OptionGroup var selection: RunSelection
  @OptionGroup var store: StoreOption
  @Option(parsing: .unconditional, help: "List at most so many.") var limit: Int?
  @Flag(help: "Print JSON, one run per line.") var json = false
  @Flag(help: "Print CSV.") var csv = false

  func run() throws {
    try Failure.require(1...1_000_000_000, "--limit", limit)
    if json && csv { throw Failure(.usage, "--json and --csv are both given; expected one") }
    let store = try store.openForReading()
    let records = try selection.records(in: store, limit: limit)
    if json { return try Terminal.output.write(RunTable.json(records)) }
    if csv { return try Terminal.output.write(RunTable.csv(records)) }
    try Terminal.output.write(RunTable.text(records))
    let waiting = try store.sweeps().filter { $0.left > 0 }
    for progress in waiting {
      try Terminal.output.write(
        "\nsweep '\(progress.sweep.name)': \(Numeral.grouped(progress.left)) of "
          + "\(Numeral.grouped(progress.total)) runs are left; 'longlag resume' goes on\n")
    }
  }
}
