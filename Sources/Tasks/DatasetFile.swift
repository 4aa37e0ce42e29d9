/// A text file that a task's data make: where it belongs, and what is in it.
public struct DatasetFile: Hashable, Sendable {
  /// Where it belongs, from the folder that holds `datasets`.
  public let path: String
  /// What is in it.
  public let text: String
}

extension MemoryTask {
  /// The three splits as the book's notebooks keep them: `datasets/<length>/train.txt`, `dev.txt`,
  /// `test.txt`. They are only made, not written.
  ///
  /// ```swift
  /// for length in DigitSum.officialLengths {
  ///   files += try DigitSum(length: length).files(seed: 0)  // all 21 files of the book
  /// }
  /// ```
  ///
  /// - Throws: what `dataset(_:seed:)` throws; `TaskError.setting` for a task whose data are not rows
  ///   of symbols with one label.
  public func files(seed: UInt64) throws(TaskError) -> [DatasetFile] {
    var files: [DatasetFile] = []
    for split in Split.allCases {
      guard let text = try dataset(split, seed: seed).text else {
        throw .setting(
          task: Self.name, key: "answer", found: "\(answer.kind) \(answer.moment) to \(input)",
          expected: "symbols and one class at the end: no other rows have a text format")
      }
      files.append(DatasetFile(path: "datasets/\(length)/\(split.rawValue).txt", text: text))
    }
    return files
  }
}
