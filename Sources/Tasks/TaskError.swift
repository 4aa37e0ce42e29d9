/// What can be wrong with data or settings that come from the outside.
///
/// Each case says what was found, what was expected and where; `description` is the sentence.
public enum TaskError: Error, Hashable, Sendable {
  /// A setting that admits no data.
  case setting(task: String, key: String, found: String, expected: String)
  /// A row of a text file that cannot be read; lines count from 1.
  case row(file: String, line: Int, found: String, expected: String)
  /// A file that as a whole cannot be used.
  case file(path: String, found: String, expected: String)
  /// A task that no catalog knows, and the known name that comes closest.
  case unknownTask(name: String, known: [String], nearest: String?)
}

extension TaskError: CustomStringConvertible {
  /// What was found, what was expected and where.
  public var description: String {
    switch self {
    case .setting(let task, let key, let found, let expected):
      "\(task): \(key) is \(found); expected \(expected)"
    case .row(let file, let line, let found, let expected):
      "\(file), line \(line): found \(found); expected \(expected)"
    case .file(let path, let found, let expected):
      "\(path): found \(found); expected \(expected)"
    case .unknownTask(let name, let known, let nearest):
      "there is no task called \"\(name)\""
        + (nearest.map { "; did you mean \"\($0)\"?" } ?? ";")
        + " known are \(known.joined(separator: ", "))"
    }
  }
}
