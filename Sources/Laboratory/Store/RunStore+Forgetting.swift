import GRDB

extension RunStore {
  /// Forgets runs, with everything that belongs to them; experiments and sweeps stay, so that what was
  /// forgotten can be run anew. Runs that a living process executes are left alone.
  ///
  /// - Returns: How many were forgotten.
  public func forget(_ runs: [Int64]) throws(StoreError) -> Int {
    try noticeInterruptions()
    return try writing { database in
      let statement = try database.cachedStatement(
        sql: "DELETE FROM run WHERE id = ? AND state <> 'running'")
      var count = 0
      for run in runs {
        try statement.execute(arguments: [run])
        count += database.changesCount
      }
      return count
    }
  }
}
