import ArgumentParser
import LongLag

/// `--store`: where runs are kept.
struct StoreOption: ParsableArguments {
  @Option(
    name: .customLong("store"),
    help: ArgumentHelp("The store of runs, an SQLite file.", valueName: "file"))
  var path = Self.usual

  /// Where runs are kept unless somebody says otherwise.
  static let usual = "longlag.sqlite"

  /// Opens the store, and makes it where there is none.
  func open() throws(StoreError) -> RunStore { try RunStore(path) }

  /// Opens a store that is there.
  func openForReading() throws(StoreError) -> RunStore { try RunStore(path, access: .read) }
}

/// `--where` and `--sort`: which runs, and in which order.
struct RunSelection: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only runs that a condition holds for, such as 'cell=lstm and length>=20'.",
      valueName: "condition"))
  var condition: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The key to sort by, such as test.accuracy, or -test.accuracy for the largest first.",
      valueName: "key"))
  var sort: String?

  /// The runs, as the options say.
  func records(in store: RunStore, limit: Int? = nil) throws -> [RunRecord] {
    try store.records(
      where: try condition.map { try RunFilter($0) },
      sortedBy: try sort.map { try RunFilter.Order($0) }, limit: limit)
  }
}
