import GRDB
import Models
import Tasks

/// An experiment as a row of a store.
struct StoredExperiment: Sendable {
  let fingerprint: String
  private let setting: String
  private let definition: String
  private let task: String
  private let length: Int
  private let cell: String
  private let hidden: Int
  private let seed: Int64

  init(_ experiment: Experiment) throws {
    let json = try experiment.canonicalJSON()
    var first = experiment
    first.seed = 0
    fingerprint = Fingerprint(of: json).description
    setting = try first.fingerprint().description
    definition = String(decoding: json, as: UTF8.self)
    task = type(of: experiment.task).name
    length = experiment.task.length
    cell = experiment.model.cell.name
    hidden = experiment.model.cell.hidden
    // Seeds above 2⁶³ are negative there: the bits are the same.
    seed = Int64(bitPattern: experiment.seed)
  }

  /// Adds the row, unless it is there.
  func insert(into database: Database) throws {
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO experiment
          (fingerprint, setting, definition, task, length, cell, hidden, seed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [fingerprint, setting, definition, task, length, cell, hidden, seed])
  }
}
