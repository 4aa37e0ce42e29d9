import Tasks

/// Why a sweep file cannot be meant: one sentence that says where, what was found and what was
/// expected.
public struct SweepFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Kind: String, Hashable, Sendable {
    /// The file as a whole: too large, binary, empty.
    case file
    /// The text is not YAML, or more of it than a sweep file needs.
    case syntax
    /// A key that is not known, is missing, or is there twice.
    case key
    /// A value of the wrong type, out of range, or with a name that is not known.
    case value
    /// Two places of the file that contradict each other.
    case contradiction
    /// More runs than can be meant, or none.
    case size
    /// What a task, a model or a plan refuses.
    case refused
  }

  /// The file, as the caller named it.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in characters, from 1.
  public let column: Int
  /// What is wrong.
  public let kind: Kind
  /// What was found, and what was expected.
  public let sentence: String

  /// The place and the sentence.
  public var description: String { "\(file), line \(line), column \(column): \(sentence)" }
}

/// A place in a sweep file.
struct Place: Hashable, Sendable {
  let file: String
  var line = 1
  var column = 1

  /// What is wrong here.
  func error(_ kind: SweepFileError.Kind, _ sentence: String) -> SweepFileError {
    SweepFileError(file: file, line: line, column: column, kind: kind, sentence: sentence)
  }

  /// A name that is not known, with the known one that comes closest.
  func unknown(
    _ kind: SweepFileError.Kind, _ noun: String, _ name: String, nearest: String? = nil,
    known: [String]
  ) -> SweepFileError {
    let found = "there is no \(noun) \(name.shown); "
    let all = "are \(known.joined(separator: ", "))"
    guard let nearest = nearest ?? name.nearest(among: known) else {
      return error(kind, found + "known " + all)
    }
    // A list that nobody reads to its end would hide what was meant.
    return error(
      kind, found + "did you mean '\(nearest)'?" + (known.count > 16 ? "" : " Known " + all))
  }
}
