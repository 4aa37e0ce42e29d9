import ArgumentParser
import LongLag

/// `longlag forget`: takes runs out of a store.
struct Forget: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Take runs out of a store, for good.",
    discussion: """
      Says which runs it would forget; with --yes it does. A run that is under way is left alone.

      Examples:
        longlag forget --where 'state=failed'
        longlag forget --where 'cell=course-lstm' --yes
        longlag forget 17 --yes
      """)

  @Argument(help: "Runs: their numbers, or the first digits of fingerprints.") var runs: [String] =
    []
  @OptionGroup var selection: RunSelection
  @OptionGroup var store: StoreOption
  @Flag(help: "Do it.") var yes = false

  func run() throws {
    guard !runs.isEmpty || selection.condition != nil else {
      throw Failure(.usage, "nothing says which runs; expected their numbers, or --where")
    }
    if !runs.isEmpty, selection.condition != nil {
      throw Failure(.usage, "runs are named and --where is given; expected one of the two")
    }
    let store = yes ? try store.open() : try store.openForReading()
    let records =
      runs.isEmpty
      ? try selection.records(in: store) : try runs.map { try store.record(named: $0) }
    guard yes else {
      try Terminal.output.write(RunTable.text(records))
      try Terminal.output.write(
        "\nwould forget \(Numeral.grouped(records.count)) runs; --yes does it\n")
      return
    }
    let count = try store.forget(records.map(\.id))
    try Terminal.output.write("forgot \(Numeral.grouped(count)) runs\n")
  }
}
