import ArgumentParser
import LongLag

/// `--tensorboard`: event files of several runs.
struct TensorBoardOption: ParsableArguments {
  @Option(
    name: .customLong("tensorboard"),
    help: ArgumentHelp(
      "Write event files for TensorBoard as it trains, in a folder for each run there.",
      valueName: "folder"))
  var path: String?

  /// The folder, which is made where it is missing; `nil` where nobody asked for event files.
  func folder() throws(FileError) -> OutputFolder? {
    try path.map { path throws(FileError) in try OutputFolder(creating: path) }
  }
}
