import GRDB

// The tables. A migration that was released never changes; what is new is appended.

extension RunStore {
  /// Marks the file as LongLag's: "LLag".
  static let identifier = 0x4C4C_6167

  static var schema: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: experiments and runs") { database in
      try database.execute(sql: "PRAGMA application_id = \(identifier)")
      try database.execute(sql: experimentsAndRuns)
    }
    migrator.registerMigration("2: recordings") { try $0.execute(sql: recordings) }
    migrator.registerMigration("3: starts") { try $0.execute(sql: starts) }
    return migrator
  }

  /// Makes the tables that are missing.
  ///
  /// Several processes may find the same new file. Each migration is one transaction, so whoever comes
  /// second fails, and goes on from where the other is.
  static func migrate(_ database: DatabaseQueue) throws {
    var applied = 0
    while true {
      do {
        return try schema.migrate(database)
      } catch {
        let now = try database.read { try schema.appliedMigrations($0).count }
        guard now > applied else { throw error }
        applied = now
      }
    }
  }

  /// How many tables a database has, besides the list of migrations: that one is there before the first
  /// migration has marked the file as LongLag's.
  static func tableCount(_ database: Database) throws -> Int {
    try Int.fetchOne(
      database, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") ?? 0
  }

  /// A migration that this version does not know.
  static func unknownMigration(_ database: Database) throws -> String? {
    guard try database.tableExists("grdb_migrations") else { return nil }
    let known = Set(schema.migrations)
    return try String.fetchAll(
      database, sql: "SELECT identifier FROM grdb_migrations ORDER BY identifier"
    ).first { !known.contains($0) }
  }

  private static let experimentsAndRuns = """
    -- All that fixes a result, by the SHA-256 of its definition in JSON. What is often asked for stands
    -- beside it; `setting` is the fingerprint of the same experiment with seed 0, and so names a group
    -- of seeds.
    CREATE TABLE experiment (
      fingerprint TEXT NOT NULL PRIMARY KEY,
      setting TEXT NOT NULL,
      definition TEXT NOT NULL,
      task TEXT NOT NULL,
      length INTEGER NOT NULL,
      cell TEXT NOT NULL,
      hidden INTEGER NOT NULL,
      seed INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX experiment_setting ON experiment (setting);

    -- One execution. `identity` is the same in every store that it is merged into.
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      identity TEXT NOT NULL UNIQUE,
      fingerprint TEXT NOT NULL REFERENCES experiment,
      state TEXT NOT NULL CHECK (state IN ('running', 'interrupted', 'ended', 'failed')),
      host TEXT NOT NULL,
      process INTEGER NOT NULL,
      process_start TEXT NOT NULL,
      version TEXT NOT NULL,
      began REAL NOT NULL,
      touched REAL NOT NULL,
      seconds REAL NOT NULL DEFAULT 0,
      planned INTEGER NOT NULL,
      steps INTEGER NOT NULL DEFAULT 0,
      best_step INTEGER,
      reason TEXT,
      parameters INTEGER NOT NULL,
      train_loss REAL, train_accuracy REAL, train_answers INTEGER, train_printed REAL,
      dev_loss REAL, dev_accuracy REAL, dev_answers INTEGER, dev_printed REAL,
      test_loss REAL, test_accuracy REAL, test_answers INTEGER, test_printed REAL,
      error TEXT
    );
    CREATE INDEX run_fingerprint ON run (fingerprint, state);
    CREATE UNIQUE INDEX run_under_way ON run (fingerprint) WHERE state IN ('running', 'interrupted');

    CREATE TABLE evaluation (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      step INTEGER NOT NULL,
      epoch REAL NOT NULL,
      train_loss REAL, dev_loss REAL, dev_accuracy REAL, dev_answers INTEGER, dev_printed REAL,
      PRIMARY KEY (run, step)
    ) WITHOUT ROWID;

    -- Where a task was solved, which every comparison asks.
    CREATE INDEX evaluation_solved ON evaluation (run, step) WHERE dev_accuracy >= 0.99;

    -- The last one of a run under way: a safetensors file.
    CREATE TABLE checkpoint (
      run INTEGER NOT NULL PRIMARY KEY REFERENCES run ON DELETE CASCADE,
      step INTEGER NOT NULL,
      bytes BLOB NOT NULL
    );

    -- What a run that ended left: its parameters as a safetensors file, which probes were asked for and
    -- what they read, in JSON.
    CREATE TABLE result (
      run INTEGER NOT NULL PRIMARY KEY REFERENCES run ON DELETE CASCADE,
      parameters BLOB NOT NULL,
      gradient_norms TEXT,
      probing TEXT NOT NULL,
      readings TEXT NOT NULL
    );

    -- Experiments that were asked for together, in their order, and how they were asked for.
    CREATE TABLE sweep (
      name TEXT NOT NULL PRIMARY KEY,
      definition TEXT NOT NULL,
      asked REAL NOT NULL
    );
    CREATE TABLE sweep_experiment (
      sweep TEXT NOT NULL REFERENCES sweep ON DELETE CASCADE ON UPDATE CASCADE,
      position INTEGER NOT NULL,
      fingerprint TEXT NOT NULL REFERENCES experiment,
      PRIMARY KEY (sweep, position)
    ) WITHOUT ROWID;
    """

  private static let recordings = """
    -- What a run did while it read a sequence, as a safetensors file; before the run has ended it is only
    -- asked for, and there are no bytes.
    CREATE TABLE recording (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      sequence TEXT NOT NULL,
      bytes BLOB,
      UNIQUE (run, sequence)
    );
    """

  private static let starts = """
    -- Parameters that experiments start from instead of new ones, as safetensors files by their SHA-256.
    CREATE TABLE start (
      fingerprint TEXT NOT NULL PRIMARY KEY,
      bytes BLOB NOT NULL
    );
    """
}
