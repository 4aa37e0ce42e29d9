import LongLag

extension Reproduce {
  /// Writes the report of the runs into a folder.
  ///
  /// - Returns: The path of its page; `nil` while there is no report.
  func writeReport(
    on runs: [Run], of preset: Preset, to folder: String
  ) throws(FileError) -> String? {
    // The one place where the command line and the report meet:
    // try Report(runs, of: preset, …).write(to: folder)
    nil
  }
}
