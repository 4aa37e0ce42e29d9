public import Cells
import Engine
import GRDB
import Models
public import Tasks
import Training

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension RunStore {
  /// A run as it was when it ended: its model, its history and its scores.
  ///
  /// - Parameter id: The run's number in this store.
  /// - Throws: ``StoreError/missing(path:what:)`` where no such run has ended; `StoreError` or
  ///   `ModelError` where its experiment cannot be understood, say for a cell that is not in the
  ///   catalog.
  public func run(
    _ id: Int64, cells: CellCatalog = .stock, tasks: TaskCatalog = .stock
  ) throws -> Run {
    let stored = try reading { database -> StoredRun? in
      let sql = """
        SELECT run.*, definition, result.parameters AS model, gradient_norms, probing, readings
        FROM run JOIN experiment USING (fingerprint) JOIN result ON result.run = run.id
        WHERE run.id = ? AND state = 'ended'
        """
      guard let row = try Row.fetchOne(database, sql: sql, arguments: [id]) else { return nil }
      let evaluations = try Row.fetchAll(
        database, sql: "SELECT * FROM evaluation WHERE run = ? ORDER BY step", arguments: [id])
      return StoredRun(row: row, evaluations: evaluations.map(Evaluation.init))
    }
    guard let stored else { throw StoreError.missing(path: path, what: "run \(id) that has ended") }
    var run = try stored.run(in: path, cells: cells, tasks: tasks)
    run.probing.recordings = try recordings(of: id).filter(\.isMade).map(\.sequence)
    return run
  }

  /// The last run of each experiment that has ended; `nil` where none has.
  public func lastRuns(of experiments: [Experiment]) throws -> [Int64?] {
    let fingerprints = try experiments.map { try $0.fingerprint().description }
    return try reading { database in
      let statement = try database.cachedStatement(
        sql: "SELECT max(id) FROM run WHERE fingerprint = ? AND state = 'ended'")
      return try fingerprints.map { try Int64.fetchOne(statement, arguments: [$0]) }
    }
  }
}

/// The rows of a run, before they are understood.
private struct StoredRun {
  let row: Row
  let evaluations: [Evaluation]

  func run(in path: String, cells: CellCatalog, tasks: TaskCatalog) throws -> Run {
    let experiment = try Experiment(json: row["definition"], tasks: tasks)
    let file = try Safetensors(
      bytes: [UInt8](row["model"] as Data), source: "a run in '\(path)'")
    let model = try Model(
      experiment.model, input: experiment.task.input, answer: experiment.task.answer, cells: cells,
      parameters: file.tensors.flatMap(\.scalars))
    let history = TrainingHistory(
      evaluations: evaluations, gradientNorms: try json("gradient_norms") ?? [:],
      steps: row["steps"], bestStep: row["best_step"],
      reason: (row["reason"] as String?).flatMap(TrainingEvent.EndReason.init) ?? .completed)
    return Run(
      experiment: experiment, model: model, history: history, train: Score(row, "train"),
      dev: Score(row, "dev"), test: Score(row, "test"),
      probing: try json("probing") ?? Probing(), readings: try json("readings") ?? Readings(),
      seconds: row["seconds"])
  }

  private func json<Value: Decodable>(_ column: String) throws -> Value? {
    guard let text = row[column] as String? else { return nil }
    return try StoredJSON.value(text)
  }
}

extension Evaluation {
  init(_ row: Row) {
    self.init(
      step: row["step"], epoch: row["epoch"], trainLoss: row["train_loss"] ?? .nan,
      dev: Score(row, "dev"))
  }
}

extension Score {
  /// A database has no number that is not one: it stores nothing.
  init(_ row: Row, _ split: String) {
    self.init(
      loss: row["\(split)_loss"] ?? .nan, accuracy: row["\(split)_accuracy"] ?? .nan,
      answers: row["\(split)_answers"] ?? 0, printedAccuracy: row["\(split)_printed"])
  }
}
