import LongLag

extension Reproduce {
  /// Writes the report of the runs into a folder.
  ///
  /// - Returns: The path of its page.
  func writeReport(
    on runs: [Run], of preset: Preset, to folder: String
  ) throws -> String {
    try Report(runs, of: preset, operatorCheck: OperatorCheck()).write(to: folder)
  }
}
