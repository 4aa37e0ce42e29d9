import ArgumentParser
import LongLag

/// `longlag list`: what can be named.
struct List: ParsableCommand {
  /// The lists there are.
  enum Kind: String, CaseIterable {
    case cells, tasks, presets
  }

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the cells, tasks or presets that other commands can name.",
    discussion: """
      Examples:
        longlag list cells
        longlag list presets
      """)

  @Argument(help: "What to list: cells, tasks or presets.")
  var kind: String

  func run() throws {
    guard let kind = Kind(rawValue: kind) else {
      throw Failure.unknown("list", kind, known: Kind.allCases.map(\.rawValue))
    }
    let catalogs = Catalogs.current
    let entries =
      switch kind {
      case .cells: catalogs.cells.entries.map { ($0.name, $0.summary) }
      case .tasks: catalogs.tasks.tasks.map { ($0.name, $0.summary) }
      case .presets: Preset.all.map { ($0.name, $0.summary) }
      }
    let width = entries.map(\.0.count).max() ?? 0
    try Terminal.output.write(
      entries.map { "\($0.0.padded(to: width))  \($0.1)\n" }.joined())
  }
}
