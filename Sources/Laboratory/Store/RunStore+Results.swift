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
    let stored = try reading { database in
      var first: [Int64: Evaluation] = [:]
      let found = try Row.fetchCursor(
        database,
        sql: """
          SELECT * FROM evaluation JOIN (SELECT run, min(step) AS step FROM evaluation
            WHERE dev_accuracy >= \(Results.Entry.solvedAccuracy) GROUP BY run) USING (run, step)
          """)
      while let row = try found.next() { first[row["run"]] = Evaluation(row) }
      var sql = """
        SELECT run.*, setting, definition, seed FROM run JOIN experiment USING (fingerprint)
        WHERE run.id IN (SELECT max(id) FROM run WHERE state = 'ended' GROUP BY fingerprint)
        """
      if let filter { sql += " AND \(filter.sql)" }
      let rows = try Row.fetchCursor(
        database, sql: sql + " ORDER BY run.id", arguments: filter?.arguments ?? [])
      var stored: [StoredEntry] = []
      while let row = try rows.next() {
        stored.append(StoredEntry(row, firstSolved: first[row["id"]]))
      }
      return stored
    }
    // Runs of one setting differ in nothing but their seed.
    var settings: [String: Experiment] = [:]
    return try stored.map { one in
      let experiment =
        try settings[one.setting] ?? Experiment(json: one.definition, tasks: tasks)
      settings[one.setting] = experiment
      return one.entry(of: experiment)
    }
  }
}

/// The row of a run that has ended, before its experiment is understood.
private struct StoredEntry {
  let setting: String
  let definition: String
  private let fingerprint: String
  private let seed: UInt64
  private let parameters: Int
  private let steps: Int
  private let bestStep: Int?
  private let train: Score
  private let dev: Score
  private let test: Score
  private let evaluations: [Evaluation]
  private let seconds: Double

  init(_ row: Row, firstSolved: Evaluation?) {
    setting = row["setting"]
    definition = row["definition"]
    fingerprint = row["fingerprint"]
    seed = UInt64(bitPattern: row["seed"])
    parameters = row["parameters"]
    steps = row["steps"]
    bestStep = row["best_step"]
    train = Score(row, "train")
    dev = Score(row, "dev")
    test = Score(row, "test")
    evaluations = firstSolved.map { [$0] } ?? []
    seconds = row["seconds"]
  }

  /// - Parameter setting: Its experiment, with any seed.
  func entry(of setting: Experiment) -> Results.Entry {
    var experiment = setting
    experiment.seed = seed
    return Results.Entry(
      fingerprint: Fingerprint(digits: fingerprint), experiment: experiment, variant: nil,
      parameters: parameters, steps: steps, bestStep: bestStep, train: train, dev: dev, test: test,
      evaluations: evaluations, gradientNorms: [:], readings: Readings(), seconds: seconds)
  }
}
