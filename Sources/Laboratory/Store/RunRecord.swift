import GRDB
public import Models

#if canImport(FoundationEssentials)
  public import struct FoundationEssentials.Date
#else
  public import struct Foundation.Date
#endif

/// A run in a list: what it was, how far it is and how it answers; without its numbers.
public struct RunRecord: Sendable, Hashable, Codable {
  /// How far a run is.
  public enum State: String, Sendable, Hashable, Codable, CaseIterable {
    /// Some process executes it.
    case running
    /// It can be resumed.
    case interrupted
    /// It is done.
    case ended
    /// It cannot be done.
    case failed
  }

  /// Its number in this store.
  public let id: Int64
  /// Names the experiment.
  public let fingerprint: String
  /// Names the experiment but for its seed: runs of one setting are a group.
  public let setting: String
  /// The task's name.
  public let task: String
  /// The length of its sequences.
  public let length: Int
  /// The cell's name.
  public let cell: String
  /// The width of its state.
  public let hidden: Int
  /// The seed.
  public let seed: UInt64
  /// How far it is.
  public let state: State
  /// Updates made, and planned.
  public let steps: Int
  /// Updates planned.
  public let planned: Int
  /// The update whose parameters were kept; `nil` for the last, and before the end.
  public let bestStep: Int?
  /// Scalars that are learned.
  public let parameters: Int
  /// How the kept model answers the rows it learned from; `nil` before the end.
  public let train: Score?
  /// How it answers the dev rows.
  public let dev: Score?
  /// How it answers the test rows.
  public let test: Score?
  /// Seconds of work.
  public let seconds: Double
  /// When it began.
  public let began: Date
  /// The machine that it ran on last.
  public let host: String
  /// The LongLag that began it.
  public let version: String
  /// Why it failed.
  public let error: String?
}

extension RunRecord {
  init(_ row: Row) {
    func score(_ split: String) -> Score? {
      (row["\(split)_answers"] as Int?) == nil ? nil : Score(row, split)
    }
    self.init(
      id: row["id"], fingerprint: row["fingerprint"], setting: row["setting"], task: row["task"],
      length: row["length"], cell: row["cell"], hidden: row["hidden"],
      seed: UInt64(bitPattern: row["seed"]), state: State(rawValue: row["state"]) ?? .failed,
      steps: row["steps"], planned: row["planned"], bestStep: row["best_step"],
      parameters: row["parameters"], train: score("train"), dev: score("dev"),
      test: score("test"), seconds: row["seconds"],
      began: Date(timeIntervalSince1970: row["began"]), host: row["host"], version: row["version"],
      error: row["error"])
  }
}

extension RunStore {
  /// The runs that a condition holds for, in the order that is asked for.
  ///
  /// - Parameters:
  ///   - filter: Which runs; all where `nil`.
  ///   - sort: A key of ``RunFilter``, with a minus before it for the largest first; by number where
  ///     `nil`.
  ///   - limit: At most so many.
  /// - Complexity: O(runs · log runs); evaluations and results are not touched.
  public func records(
    where filter: RunFilter? = nil, sortedBy sort: RunFilter.Order? = nil, limit: Int? = nil
  ) throws(StoreError) -> [RunRecord] {
    try reading { database in
      var sql = """
        SELECT run.*, setting, task, length, cell, hidden, seed
        FROM run JOIN experiment USING (fingerprint)
        """
      var arguments = StatementArguments()
      if let filter {
        sql += " WHERE \(filter.sql)"
        arguments += filter.arguments
      }
      sql += " ORDER BY \(sort.map { $0.sql + ", " } ?? "")run.id"
      if let limit { sql += " LIMIT \(limit)" }
      var records: [RunRecord] = []
      let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
      while let row = try rows.next() { records.append(RunRecord(row)) }
      return records
    }
  }
}
