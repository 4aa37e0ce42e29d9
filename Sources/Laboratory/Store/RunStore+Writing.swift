import Engine
import GRDB
import Models
import Training

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension RunStore {
  /// Keeps where a run stands, and every evaluation up to there.
  ///
  /// - Parameters:
  ///   - seconds: Of work so far, earlier processes' included.
  ///   - isLast: Whether the run is interrupted here.
  /// - Returns: Whether the run is still this process's.
  func save(
    _ checkpoint: Checkpoint, of execution: Execution, seconds: Double, isLast: Bool
  ) throws(StoreError) -> Bool {
    try writing { database in
      try database.execute(
        sql: """
          UPDATE run SET state = ?, touched = ?, seconds = ?, steps = ?
          WHERE id = ? AND state = 'running' AND host = ? AND process = ? AND process_start = ?
          """,
        arguments: [
          isLast ? "interrupted" : "running", now(), seconds, checkpoint.step,
          execution.run, owner.host, owner.process, owner.start,
        ])
      guard database.changesCount == 1 else { return false }
      try insert(checkpoint.evaluations, of: execution.run, in: database)
      try database.execute(
        sql: "INSERT OR REPLACE INTO checkpoint (run, step, bytes) VALUES (?, ?, ?)",
        arguments: [execution.run, checkpoint.step, Data(try checkpoint.encoded())])
      return true
    }
  }

  /// Keeps what a run left, and the recordings that were asked for with it.
  ///
  /// - Returns: Whether the run was still this process's.
  func end(_ execution: Execution, with run: Run) throws -> Bool {
    let recordings = try execution.recordings.map { try KeptRecording($0, of: run.model) }
    return try writing { database in
      let scores = [run.train, run.dev, run.test]
      let history = run.history
      try database.execute(
        sql: """
          UPDATE run SET state = 'ended', touched = ?, seconds = ?, steps = ?, best_step = ?,
            reason = ?, \(Self.scoreColumns.map { "\($0) = ?" }.joined(separator: ", "))
          WHERE id = ? AND state = 'running' AND host = ? AND process = ? AND process_start = ?
          """,
        arguments: [
          now(), run.seconds, history.steps, history.bestStep,
          history.reason.rawValue,
        ] + StatementArguments(scores.flatMap(Self.values)) + [
          execution.run, owner.host, owner.process, owner.start,
        ])
      guard database.changesCount == 1 else { return false }
      try insert(history.evaluations, of: execution.run, in: database)
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO result (run, parameters, gradient_norms, probing, readings)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          execution.run, Data(run.model.parameterFile.encoded()),
          history.gradientNorms.isEmpty ? nil : try StoredJSON.text(history.gradientNorms),
          try StoredJSON.text(run.probing.withoutRecordings), try StoredJSON.text(run.readings),
        ])
      try keep(recordings, of: execution.run, in: database)
      try database.execute(sql: "DELETE FROM checkpoint WHERE run = ?", arguments: [execution.run])
      return true
    }
  }

  /// Keeps why a run could not be ended.
  func fail(_ execution: Execution, because error: any Error) throws(StoreError) {
    try writing { database in
      try database.execute(
        sql: """
          UPDATE run SET state = 'failed', touched = ?, error = ?
          WHERE id = ? AND state = 'running' AND host = ? AND process = ? AND process_start = ?
          """,
        arguments: [
          now(), "\(error)", execution.run, owner.host, owner.process, owner.start,
        ])
      try database.execute(sql: "DELETE FROM checkpoint WHERE run = ?", arguments: [execution.run])
    }
  }

  /// Replaces what probes read of a run, and keeps further recordings.
  func write(
    _ readings: Readings, _ probing: Probing, _ recordings: [KeptRecording], of run: Int64
  ) throws(StoreError) {
    try writing { database in
      try database.execute(
        sql: "UPDATE result SET readings = ?, probing = ? WHERE run = ?",
        arguments: [
          try StoredJSON.text(readings), try StoredJSON.text(probing.withoutRecordings), run,
        ])
      try keep(recordings, of: run, in: database)
    }
  }

  private func insert(
    _ evaluations: [Evaluation], of run: Int64, in database: Database
  ) throws {
    let last = try Int.fetchOne(
      database, sql: "SELECT max(step) FROM evaluation WHERE run = ?", arguments: [run])
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO evaluation
          (run, step, epoch, train_loss, dev_loss, dev_accuracy, dev_answers, dev_printed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for evaluation in evaluations where evaluation.step > last ?? 0 {
      try statement.execute(
        arguments: [run, evaluation.step, evaluation.epoch, evaluation.trainLoss]
          + StatementArguments(Self.values(evaluation.dev)))
    }
  }

  /// The columns of the scores, in the order of `values`.
  static let scoreColumns = ["train", "dev", "test"].flatMap { split in
    ["loss", "accuracy", "answers", "printed"].map { "\(split)_\($0)" }
  }

  private static func values(_ score: Score) -> [(any DatabaseValueConvertible)?] {
    [score.loss, score.accuracy, score.answers, score.printedAccuracy]
  }
}

/// JSON as a store holds it: keys in order, and numbers that JSON does not know as words.
enum StoredJSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<Value: Decodable>(_ text: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(Value.self, from: Data(text.utf8))
  }
}

extension Model {
  /// The parameters alone, by their names in the network.
  var parameterFile: Safetensors {
    Safetensors(
      network.parameters.map {
        .init(name: $0.name, shape: $0.shape, scalars: Array(parameters[$0.range]))
      })
  }
}
