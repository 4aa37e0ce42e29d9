import GRDB
public import Tasks

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Experiments that were asked for together.
public struct StoredSweep: Sendable, Codable {
  /// What it is called: a preset, or a sweep file.
  public let name: String
  /// What is read off each run.
  public let probing: Probing
  /// The text of its file, or the command that asked for it.
  public let source: String

  /// A sweep by its name.
  public init(name: String, probing: Probing, source: String) {
    self.name = name
    self.probing = probing
    self.source = source
  }
}

/// How far a sweep is.
public struct SweepProgress: Sendable {
  /// What was asked for.
  public let sweep: StoredSweep
  /// Experiments in all.
  public let total: Int
  /// Those that have ended.
  public let ended: Int
  /// Those that failed.
  public let failed: Int

  /// Those that are still to be run.
  public var left: Int { total - ended - failed }
}

extension RunStore {
  /// Remembers what was asked for, so that it can be resumed and told apart; what was asked for under
  /// the same name before is replaced, its runs stay.
  public func register(_ sweep: StoredSweep, of experiments: [Experiment]) throws {
    let stored = try experiments.map { try StoredExperiment($0) }
    let definition = try StoredJSON.text(sweep)
    try writing { database in
      try database.execute(
        sql: """
          INSERT INTO sweep (name, definition, asked) VALUES (?, ?, ?)
          ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, asked = excluded.asked
          """, arguments: [sweep.name, definition, now()])
      try database.execute(
        sql: "DELETE FROM sweep_experiment WHERE sweep = ?", arguments: [sweep.name])
      let member = try database.cachedStatement(
        sql: "INSERT INTO sweep_experiment (sweep, position, fingerprint) VALUES (?, ?, ?)")
      for (position, experiment) in stored.enumerated() {
        try experiment.insert(into: database)
        try member.execute(arguments: [sweep.name, position, experiment.fingerprint])
      }
    }
  }

  /// Every sweep, the last that was asked for first.
  public func sweeps() throws -> [SweepProgress] {
    try reading { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT definition, count(*) AS total,
            sum(EXISTS (SELECT 1 FROM run
              WHERE run.fingerprint = member.fingerprint AND state = 'ended')) AS ended,
            sum(EXISTS (SELECT 1 FROM run
              WHERE run.fingerprint = member.fingerprint AND state = 'failed')
              AND NOT EXISTS (SELECT 1 FROM run
              WHERE run.fingerprint = member.fingerprint AND state = 'ended')) AS failed
          FROM sweep JOIN sweep_experiment AS member ON member.sweep = sweep.name
          GROUP BY name ORDER BY asked DESC
          """
      ).map { row in
        SweepProgress(
          sweep: try StoredJSON.value(row["definition"]), total: row["total"], ended: row["ended"],
          failed: row["failed"])
      }
    }
  }

  /// The experiments of a sweep, in its order.
  ///
  /// - Throws: ``StoreError/missing(path:what:)`` where there is none of the name.
  public func experiments(
    of sweep: String, tasks: TaskCatalog = .stock
  ) throws -> [Experiment] {
    let definitions = try reading { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT definition FROM sweep_experiment JOIN experiment USING (fingerprint)
          WHERE sweep = ? ORDER BY position
          """, arguments: [sweep])
    }
    if definitions.isEmpty { throw StoreError.missing(path: path, what: "sweep '\(sweep)'") }
    return try definitions.map { try Experiment(json: $0, tasks: tasks) }
  }

  /// The experiments that wait to be resumed: those of sweeps that never ended, and what was
  /// interrupted besides; with what is read off each.
  public func waiting(
    tasks: TaskCatalog = .stock
  ) throws -> [(experiments: [Experiment], probing: Probing)] {
    var seen: Set<String> = []
    var groups: [(experiments: [Experiment], probing: Probing)] = []
    func add(_ rows: [Row], _ probing: Probing) throws {
      let new = rows.filter { seen.insert($0["fingerprint"]).inserted }
      if new.isEmpty { return }
      groups.append(
        (try new.map { try Experiment(json: $0["definition"], tasks: tasks) }, probing))
    }
    for progress in try sweeps() where progress.left > 0 {
      let rows = try reading { database in
        try Row.fetchAll(
          database,
          sql: """
            SELECT fingerprint, definition
            FROM sweep_experiment JOIN experiment USING (fingerprint)
            WHERE sweep = ? AND NOT EXISTS (SELECT 1 FROM run
              WHERE run.fingerprint = experiment.fingerprint AND state IN ('ended', 'failed'))
            ORDER BY position
            """, arguments: [progress.sweep.name])
      }
      try add(rows, progress.sweep.probing)
    }
    let alone = try reading { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT fingerprint, definition FROM run JOIN experiment USING (fingerprint)
          WHERE state = 'interrupted' ORDER BY id
          """)
    }
    try add(alone, Probing())
    return groups
  }
}

extension Experiment {
  /// An experiment from its definition in a store.
  init(json: String, tasks: TaskCatalog) throws {
    let decoder = JSONDecoder()
    decoder.userInfo[.tasks] = tasks
    self = try decoder.decode(Experiment.self, from: Data(json.utf8))
  }
}
