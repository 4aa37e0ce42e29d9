public import ArgumentParser
public import LongLag

/// The command `longlag`.
public struct LongLagCommand: AsyncParsableCommand {
  /// What `--help` says.
  public static let configuration = CommandConfiguration(
    commandName: "longlag", abstract: "The laboratory for the memory of recurrent networks.")

  /// A command without arguments.
  public init() {}

  /// Runs the command line with these catalogs.
  public static func main(cells: CellCatalog, tasks: TaskCatalog = .stock) async {
    await main()
  }
}
