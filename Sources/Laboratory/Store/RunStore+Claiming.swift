import GRDB
import Models

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension RunStore {
  /// What is answered to whoever wants to execute an experiment.
  enum Claim {
    /// It was executed before.
    case ended(run: Int64)
    /// It was tried before, and will fail again.
    case failed(reason: String)
    /// It is the caller's, from the checkpoint on where there is one.
    case mine(Execution)
    /// Another process is at it.
    case elsewhere
  }

  /// A run that this process executes.
  struct Execution: Sendable {
    let run: Int64
    /// Where it was interrupted.
    let checkpoint: [UInt8]?
    /// Seconds of work before that.
    let seconds: Double
    /// The sequences that it is to be recorded with, whenever they were asked for.
    let recordings: [RecordedSequence]
  }

  /// Seconds after which a run on another machine that shows no sign of life counts as interrupted.
  private static let patience = 600.0

  /// Asks for an experiment, in one transaction: of several processes one is told `mine`.
  ///
  /// - Parameters:
  ///   - again: Whether it is executed though it has ended or failed before.
  ///   - sequences: What it is to be recorded with when it ends.
  func claim(
    _ experiment: StoredExperiment, planned: Int, parameters: Int, again: Bool,
    recording sequences: [RecordedSequence] = []
  ) throws(StoreError) -> Claim {
    try writing { database in
      try experiment.insert(into: database)
      let runs = try Row.fetchAll(
        database, sql: "SELECT * FROM run WHERE fingerprint = ? ORDER BY id DESC",
        arguments: [experiment.fingerprint])
      if let underWay = runs.first(where: {
        $0["state"] == "running" || $0["state"] == "interrupted"
      }) {
        guard isFree(underWay) else { return .elsewhere }
        return .mine(try takeOver(underWay, recording: sequences, in: database))
      }
      if !again {
        if let ended = runs.first(where: { $0["state"] == "ended" }) {
          return .ended(run: ended["id"])
        }
        if let failed = runs.first(where: { $0["state"] == "failed" }) {
          return .failed(reason: failed["error"] ?? "for an unknown reason")
        }
      }
      let run = try insert(experiment, planned: planned, parameters: parameters, in: database)
      return .mine(
        Execution(
          run: run, checkpoint: nil, seconds: 0,
          recordings: try ask(sequences, of: run, in: database)))
    }
  }

  /// Whether nobody executes a run any more.
  private func isFree(_ run: Row) -> Bool {
    if run["state"] == "interrupted" { return true }
    let owner = RunOwner(
      host: run["host"], process: run["process"], start: run["process_start"])
    if owner.isGone { return true }
    // Whoever it was, it was with another file, of which this one is a copy.
    if access == .alone, owner != self.owner { return true }
    return owner.host != self.owner.host && now() - (run["touched"] as Double) > Self.patience
  }

  private func takeOver(
    _ run: Row, recording sequences: [RecordedSequence], in database: Database
  ) throws -> Execution {
    let id: Int64 = run["id"]
    try database.execute(
      sql: """
        UPDATE run SET state = 'running', host = ?, process = ?, process_start = ?, touched = ?
        WHERE id = ?
        """, arguments: [owner.host, owner.process, owner.start, now(), id])
    let bytes = try Data.fetchOne(
      database, sql: "SELECT bytes FROM checkpoint WHERE run = ?", arguments: [id])
    return Execution(
      run: id, checkpoint: bytes.map { [UInt8]($0) }, seconds: run["seconds"],
      recordings: try ask(sequences, of: id, in: database))
  }

  private func insert(
    _ experiment: StoredExperiment, planned: Int, parameters: Int, in database: Database
  ) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO run (identity, fingerprint, state, host, process, process_start, version, began,
          touched, planned, parameters)
        VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        UUID().uuidString, experiment.fingerprint, owner.host, owner.process, owner.start,
        Version.current, now(), now(), planned, parameters,
      ])
    return database.lastInsertedRowID
  }

  /// Marks as interrupted what processes that are gone have left, and says how much that is.
  @discardableResult
  public func noticeInterruptions() throws(StoreError) -> Int {
    try writing { database in
      let running = try Row.fetchAll(database, sql: "SELECT * FROM run WHERE state = 'running'")
      for run in running where isFree(run) {
        try database.execute(
          sql: "UPDATE run SET state = 'interrupted' WHERE id = ?", arguments: [run["id"] as Int64])
      }
      return try Int.fetchOne(
        database, sql: "SELECT count(*) FROM run WHERE state = 'interrupted'") ?? 0
    }
  }

  /// Seconds since 1970.
  func now() -> Double { Date().timeIntervalSince1970 }
}
