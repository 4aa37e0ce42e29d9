import ArgumentParser
import LongLag

/// `longlag compare`: groups of runs side by side.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Set groups of runs side by side, and say what the data support.",
    discussion: """
      Each argument is a condition, as 'longlag runs' knows them, and names a group; with a name and a \
      colon before it, it is called that. Groups meet where their other settings do, such as at each \
      length, and are compared seed by seed. All tests are corrected together (Holm).

      Examples:
        longlag compare cell=lstm cell=srn
        longlag compare 'small: hidden<=16' 'large: hidden>16' --where 'cell=gru'
        longlag compare cell=lstm cell=gru --json
      """)

  @Argument(help: ArgumentHelp("The groups, at least two.", valueName: "condition"))
  var groups: [String]
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("What holds for all of them.", valueName: "condition"))
  var condition: String?
  @OptionGroup var store: StoreOption
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Print CSV: a line for each group at each place.") var csv = false

  func run() throws {
    guard groups.count >= 2 else {
      throw Failure(.usage, "one group cannot be compared; expected at least two conditions")
    }
    if json && csv { throw Failure(.usage, "--json and --csv are both given; expected one") }
    let store = try store.openForReading()
    let tasks = Catalogs.current.tasks
    // Checked on its own, so that a mistake in it is shown there.
    _ = try condition.map { try RunFilter($0) }
    let sides = try groups.map { text in
      let (name, own) = Self.parts(of: text)
      let filter = try RunFilter(own)
      let both = try condition.map { try filter.and(RunFilter($0)) } ?? filter
      let entries = try store.entries(where: both, tasks: tasks)
      guard !entries.isEmpty else {
        throw Failure(.data, "no run that has ended is in the group '\(text)'")
      }
      return Comparison.Side(name, entries)
    }
    let comparison = Comparison(sides)
    if json {
      return try Terminal.output.write(String(decoding: comparison.json(), as: UTF8.self))
    }
    if csv { return try Terminal.output.write(comparison.csv()) }
    try Terminal.output.write(comparison.text())
  }

  /// `name: condition`, or a condition that names itself: `cell=lstm` is called lstm.
  private static func parts(of text: String) -> (name: String, condition: String) {
    if let colon = text.firstIndex(of: ":") {
      let name = text[..<colon].split(separator: " ").joined(separator: " ")
      return (name, String(text[text.index(after: colon)...]))
    }
    let words = text.split(separator: "=", omittingEmptySubsequences: false)
    let isPlain = words.count == 2 && words.allSatisfy { !$0.isEmpty && !$0.contains(" ") }
    return (isPlain && words[0] == "cell" ? String(words[1]) : text, text)
  }
}
