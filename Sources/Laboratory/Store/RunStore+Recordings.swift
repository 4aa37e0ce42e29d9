import GRDB
public import Models

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A recording that was asked for with a run.
public struct StoredRecording: Sendable, Hashable {
  /// What is read.
  public let sequence: RecordedSequence
  /// Whether it is there: it is made when the run ends.
  public let isMade: Bool
}

extension RunStore {
  /// The recordings that were asked for with a run, in that order.
  public func recordings(of run: Int64) throws(StoreError) -> [StoredRecording] {
    try reading { database in
      guard try Self.knowsRecordings(database) else { return [] }
      return try Row.fetchAll(
        database,
        sql: """
          SELECT sequence, bytes IS NOT NULL AS made FROM recording WHERE run = ? ORDER BY id
          """, arguments: [run]
      ).map { row in
        StoredRecording(sequence: try RecordedSequence(row["sequence"]), isMade: row["made"])
      }
    }
  }

  /// The recording of a run that has ended, as `ModelRecording.safetensors` wrote it; `nil` where it was
  /// not asked for.
  public func recording(
    of run: Int64, reading sequence: RecordedSequence
  ) throws(StoreError) -> [UInt8]? {
    try reading { database in
      guard try Self.knowsRecordings(database) else { return nil }
      return try Data.fetchOne(
        database, sql: "SELECT bytes FROM recording WHERE run = ? AND sequence = ?",
        arguments: [run, sequence.description]
      ).map { [UInt8]($0) }
    }
  }

  /// The experiments of which no run has ended, and those whose run lacks some of these recordings: a
  /// laboratory makes them from what is kept, at once.
  public func unanswered(
    _ experiments: [Experiment], recording sequences: [RecordedSequence]
  ) throws -> (unrecorded: [Experiment], unrun: [Experiment]) {
    let wanted = Set(sequences)
    var (unrecorded, unrun): ([Experiment], [Experiment]) = ([], [])
    for (experiment, run) in zip(experiments, try lastRuns(of: experiments)) {
      guard let run else {
        unrun.append(experiment)
        continue
      }
      if wanted.isEmpty { continue }
      let made = Set(try recordings(of: run).filter(\.isMade).map(\.sequence))
      if !wanted.isSubset(of: made) { unrecorded.append(experiment) }
    }
    return (unrecorded, unrun)
  }

  // MARK: - Within a transaction

  /// Whether there is a table of recordings. A store that was made before there were any, and is only
  /// read, has none.
  static func knowsRecordings(_ database: Database) throws -> Bool {
    try database.tableExists("recording")
  }

  /// Notes what is asked for with a run, beside what was asked for before.
  ///
  /// - Returns: All of it.
  func ask(
    _ sequences: [RecordedSequence], of run: Int64, in database: Database
  ) throws -> [RecordedSequence] {
    for sequence in sequences {
      try database.execute(
        sql: "INSERT OR IGNORE INTO recording (run, sequence) VALUES (?, ?)",
        arguments: [run, sequence.description])
    }
    return try String.fetchAll(
      database, sql: "SELECT sequence FROM recording WHERE run = ? ORDER BY id", arguments: [run]
    ).map { try RecordedSequence($0) }
  }

  /// Keeps recordings of a run.
  func keep(_ recordings: [KeptRecording], of run: Int64, in database: Database) throws {
    for recording in recordings {
      try database.execute(
        sql: """
          INSERT INTO recording (run, sequence, bytes) VALUES (?, ?, ?)
          ON CONFLICT (run, sequence) DO UPDATE SET bytes = excluded.bytes
          """, arguments: [run, recording.sequence.description, Data(recording.bytes)])
    }
  }
}

/// What a model did with a sequence, as the bytes of a file.
struct KeptRecording: Sendable {
  let sequence: RecordedSequence
  let bytes: [UInt8]

  /// Lets a model read the sequence.
  init(_ sequence: RecordedSequence, of model: Model) throws(ModelError) {
    self.sequence = sequence
    bytes = try model.record(sequence).safetensors.encoded()
  }
}
