import GRDB
import Models
public import Training

extension RunStore {
  /// The run of a number, or the last of the experiment whose fingerprint begins with some digits.
  ///
  /// - Throws: ``StoreError/missing(path:what:)`` where there is none, or several.
  public func record(named name: String) throws(StoreError) -> RunRecord {
    let isNumber = name.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    let rows = try reading { database in
      let select = """
        SELECT run.*, setting, task, length, cell, hidden, seed
        FROM run JOIN experiment USING (fingerprint)
        """
      if isNumber, let id = Int64(name),
        let row = try Row.fetchOne(database, sql: select + " WHERE run.id = ?", arguments: [id])
      {
        return [row]
      }
      return try Row.fetchAll(
        database,
        sql: select + " WHERE substr(fingerprint, 1, ?) = ? ORDER BY run.id DESC",
        arguments: [name.count, name])
    }
    let experiments = Set(rows.map { $0["fingerprint"] as String })
    if experiments.count > 1 {
      throw .missing(
        path: path,
        what: "single experiment whose fingerprint begins with '\(name)': \(experiments.count) do")
    }
    guard let row = rows.first else { throw .missing(path: path, what: "run '\(name)'") }
    return RunRecord(row)
  }

  /// The definition of a run's experiment, in JSON.
  public func definition(of run: RunRecord) throws(StoreError) -> String {
    try reading { database in
      try String.fetchOne(
        database, sql: "SELECT definition FROM experiment WHERE fingerprint = ?",
        arguments: [run.fingerprint]) ?? ""
    }
  }

  /// Every evaluation of a run so far, in order.
  public func evaluations(of run: Int64) throws(StoreError) -> [Evaluation] {
    try reading { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM evaluation WHERE run = ? ORDER BY step", arguments: [run]
      ).map(Evaluation.init)
    }
  }
}
