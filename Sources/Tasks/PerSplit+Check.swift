extension PerSplit<Int> {
  /// The most numbers that one split may hold: a gigabyte of them. More is a typing error.
  private static var most: Int { 1 << 28 }

  /// Refuses counts below one, and data that would not fit into memory.
  ///
  /// - Parameters:
  ///   - key: the setting that holds these counts.
  ///   - numbers: what one of a count takes: steps times features.
  func check(task: String, key: String, of numbers: Int) throws(TaskError) {
    for split in Split.allCases {
      guard self[split] >= 1 else {
        throw .setting(
          task: task, key: "\(key).\(split.rawValue)", found: "\(self[split])",
          expected: "at least 1")
      }
      let (all, overflow) = self[split].multipliedReportingOverflow(by: numbers)
      guard !overflow, all <= Self.most else {
        throw .setting(
          task: task, key: "\(key).\(split.rawValue)",
          found: "\(self[split]) at \(numbers) numbers each",
          expected: "at most \(Self.most) numbers in a split")
      }
    }
  }
}
