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
  /// The results of the runs that have ended and that a condition holds for, one for each experiment,
  /// the last: what tables, tests and comparisons need.
  ///
  /// Of their evaluations only the first at which the task was solved is there, and no model is read:
  /// so ten thousand runs take a fraction of a second.
  ///
  /// - Parameter filter: Which runs; all where `nil`.
  public func entries(
    where filter: RunFilter? = nil, tasks: TaskCatalog = .stock
  ) throws -> [Results.Entry] {
    let (rows, firstSolved) = try reading { database in
      var sql = """
        SELECT run.*, setting, definition, seed FROM run JOIN experiment USING (fingerprint)
        WHERE run.id IN (SELECT max(id) FROM run WHERE state = 'ended' GROUP BY fingerprint)
        """
      if let filter { sql += " AND \(filter.sql)" }
      let rows = try Row.fetchAll(
        database, sql: sql + " ORDER BY run.id", arguments: filter?.arguments ?? [])
      var first: [Int64: Evaluation] = [:]
      let found = try Row.fetchCursor(
        database,
        sql: """
          SELECT * FROM evaluation JOIN (SELECT run, min(step) AS step FROM evaluation
            WHERE dev_accuracy >= \(Results.Entry.solvedAccuracy) GROUP BY run) USING (run, step)
          """)
      while let row = try found.next() { first[row["run"]] = Evaluation(row) }
      return (rows, first)
    }
    // Runs of one setting differ in nothing but their seed.
    var settings: [String: Experiment] = [:]
    return try rows.map { row in
      let setting: String = row["setting"]
      var experiment =
        try settings[setting] ?? Experiment(json: row["definition"], tasks: tasks)
      settings[setting] = experiment
      experiment.seed = UInt64(bitPattern: row["seed"])
      return Results.Entry(
        fingerprint: Fingerprint(digits: row["fingerprint"]), experiment: experiment, variant: nil,
        parameters: row["parameters"], steps: row["steps"], bestStep: row["best_step"],
        train: Score(row, "train"), dev: Score(row, "dev"), test: Score(row, "test"),
        evaluations: firstSolved[row["id"]].map { [$0] } ?? [], gradientNorms: [:],
        readings: Readings(), seconds: row["seconds"])
    }
  }
}
