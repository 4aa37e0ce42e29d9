import GRDB

/// A condition on runs, as a person writes it.
///
/// ```
/// cell=lstm and length>=20
/// (test.accuracy < 0.5 or state = failed) and not task = adding
/// plan.batch = 8
/// ```
///
/// Keys are the columns of `longlag runs` and, by their place, everything in an experiment's definition
/// (`longlag show` prints it). Operators: `=`, `!=`, `<`, `<=`, `>`, `>=` and `~` for a part of a text.
public struct RunFilter: Sendable {
  let sql: String
  let arguments: StatementArguments

  /// Reads a condition.
  ///
  /// - Throws: ``RunFilterError`` that says where it is not one.
  public init(_ text: String) throws(RunFilterError) {
    var parser = RunFilterParser(text)
    (sql, arguments) = try parser.condition()
  }

  private init(sql: String, arguments: StatementArguments) {
    self.sql = sql
    self.arguments = arguments
  }

  /// Both conditions.
  public func and(_ other: RunFilter) -> RunFilter {
    RunFilter(sql: "(\(sql) AND \(other.sql))", arguments: arguments + other.arguments)
  }

  /// An order of runs.
  public struct Order: Sendable {
    let sql: String

    /// Reads a key, with a minus before it for the largest first.
    ///
    /// - Throws: ``RunFilterError`` for a key that does not exist.
    public init(_ text: String) throws(RunFilterError) {
      let descends = text.hasPrefix("-")
      let key = descends ? String(text.dropFirst()) : text
      guard let column = RunFilter.column(of: key) else {
        throw RunFilterError(
          text: text, place: descends ? 1 : 0, found: "'\(key)'",
          expected: "one of \(RunFilter.keys.joined(separator: ", "))")
      }
      sql = column + (descends ? " DESC" : "")
    }
  }

  /// The keys that are columns.
  public static let keys =
    [
      "id", "task", "length", "cell", "hidden", "seed", "state", "steps", "planned", "best_step",
      "parameters", "seconds", "host", "version",
    ] + ["train", "dev", "test"].flatMap { ["\($0).loss", "\($0).accuracy"] }

  /// The column of a key, or its place in the definition; `nil` where it can be neither.
  static func column(of key: String) -> String? {
    switch key {
    case "id": return "run.id"
    case "accuracy": return "test_accuracy"
    case _ where keys.contains(key): return key.split(separator: ".").joined(separator: "_")
    default: break
    }
    let parts = key.split(separator: ".", omittingEmptySubsequences: false)
    let isPath =
      parts.count > 1 && ["task", "model", "plan"].contains(parts[0])
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
              || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
              || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "_")
          }
      }
    return isPath ? "json_extract(definition, '$.\(key)')" : nil
  }
}

/// Where a condition cannot be understood.
public struct RunFilterError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The whole condition.
  public let text: String
  /// Characters before the place.
  public let place: Int
  /// What stands there.
  public let found: String
  /// What could.
  public let expected: String

  /// The condition, the place, what was found and what was expected.
  public var description: String {
    "in '\(text)', column \(place + 1): found \(found), expected \(expected)"
  }
}
