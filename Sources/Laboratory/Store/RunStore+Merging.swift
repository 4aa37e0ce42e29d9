import GRDB

/// What came of merging one store into another.
public struct MergeOutcome: Sendable, Hashable {
  /// Runs that were taken over.
  public internal(set) var added = 0
  /// Runs that were there already, or whose experiment had ended here with the same result.
  public internal(set) var known = 0
  /// Recordings that were taken over of runs that were there already.
  public internal(set) var recordings = 0
  /// Experiments that ended here and there, with different results: ours was kept. Their fingerprints.
  public internal(set) var conflicts: [String] = []
}

extension RunStore {
  /// Takes over the runs of another store that have ended or failed, with all that belongs to them, and
  /// its sweeps and starts. What is under way there stays there. Merging again changes nothing.
  ///
  /// - Throws: ``StoreError``; nothing is then taken over.
  public func merge(_ other: RunStore) throws(StoreError) -> MergeOutcome {
    let theirs = try other.reading { database in try OtherStore(database) }
    return try writing { database in
      var outcome = MergeOutcome()
      for experiment in theirs.experiments { try database.insert(experiment, into: "experiment") }
      for sweep in theirs.sweeps { try database.insert(sweep, into: "sweep") }
      for member in theirs.members { try database.insert(member, into: "sweep_experiment") }
      return try other.reading { theirDatabase in
        try takeStarts(from: theirDatabase, into: database)
        for run in theirs.runs {
          try take(run, from: theirDatabase, into: database, &outcome)
        }
        return outcome
      }
    }
  }

  private func take(
    _ run: Row, from theirs: Database, into ours: Database, _ outcome: inout MergeOutcome
  ) throws {
    let known = try Row.fetchOne(
      ours, sql: "SELECT id, state FROM run WHERE identity = ?", arguments: [run["identity"]])
    if let known {
      outcome.known += 1
      if known["state"] == "ended" {
        outcome.recordings += try takeRecordings(of: run, from: theirs, to: known, in: ours)
      }
      return
    }
    let rival = try Row.fetchOne(
      ours, sql: "SELECT * FROM run WHERE fingerprint = ? AND state = 'ended' ORDER BY id",
      arguments: [run["fingerprint"]])
    if let rival {
      if run["state"] == "ended", try result(of: run, theirs) != result(of: rival, ours) {
        outcome.conflicts.append(run["fingerprint"])
      } else {
        outcome.known += 1
        outcome.recordings += try takeRecordings(of: run, from: theirs, to: rival, in: ours)
      }
      return
    }
    if run["state"] == "ended" {
      // What was interrupted here has been done there.
      try ours.execute(
        sql: "DELETE FROM run WHERE fingerprint = ? AND state = 'interrupted'",
        arguments: [run["fingerprint"]])
    }
    var row = Dictionary(run, uniquingKeysWith: { first, _ in first })
    let id: Int64 = run["id"]
    row["id"] = .null
    try ours.insert(Row(row), into: "run")
    let ownID = ours.lastInsertedRowID
    _ = try takeRecordings(of: run, from: theirs, to: Row(["id": ownID]), in: ours)
    for table in ["evaluation", "result"] {
      let rows = try Row.fetchAll(
        theirs, sql: "SELECT * FROM \(table) WHERE run = ?", arguments: [id])
      for found in rows {
        var row = Dictionary(found, uniquingKeysWith: { first, _ in first })
        row["run"] = ownID.databaseValue
        try ours.insert(Row(row), into: table)
      }
    }
    outcome.added += 1
  }

  /// Takes over the recordings of a run that ours has not.
  ///
  /// - Returns: How many those are.
  private func takeRecordings(
    of run: Row, from theirs: Database, to own: Row, in ours: Database
  ) throws -> Int {
    guard try Self.knowsRecordings(theirs) else { return 0 }
    let rows = try Row.fetchAll(
      theirs, sql: "SELECT sequence, bytes FROM recording WHERE run = ? ORDER BY id",
      arguments: [run["id"]])
    var count = 0
    for row in rows where !row.hasNull(atIndex: 1) {
      try ours.execute(
        sql: "INSERT OR IGNORE INTO recording (run, sequence, bytes) VALUES (?, ?, ?)",
        arguments: [own["id"], row["sequence"], row["bytes"]])
      count += ours.changesCount
    }
    return count
  }

  /// What must be the same in two runs of one experiment.
  private func result(of run: Row, _ database: Database) throws -> [DatabaseValue] {
    let parameters = try Row.fetchOne(
      database, sql: "SELECT parameters FROM result WHERE run = ?", arguments: [run["id"]])
    let scores = Self.scoreColumns.map { run[$0] as DatabaseValue }
    return scores + [run["steps"], parameters?["parameters"] ?? DatabaseValue.null]
  }
}

/// The small tables of another store.
private struct OtherStore {
  let experiments: [Row]
  let runs: [Row]
  let sweeps: [Row]
  let members: [Row]

  init(_ database: Database) throws {
    experiments = try Row.fetchAll(database, sql: "SELECT * FROM experiment")
    runs = try Row.fetchAll(
      database, sql: "SELECT * FROM run WHERE state IN ('ended', 'failed') ORDER BY id")
    sweeps = try Row.fetchAll(database, sql: "SELECT * FROM sweep")
    members = try Row.fetchAll(database, sql: "SELECT * FROM sweep_experiment")
  }
}

extension Database {
  /// Adds a row with the columns that it has, unless its key is taken.
  fileprivate func insert(_ row: Row, into table: String) throws {
    let columns = Array(row.columnNames)
    try cachedStatement(
      sql: """
        INSERT OR IGNORE INTO \(table) (\(columns.joined(separator: ", ")))
        VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
        """
    ).execute(arguments: StatementArguments(row.databaseValues))
  }
}
