import Foundation
import GRDB

extension RunStore {
  /// Copies a store that a process on another machine may be writing.
  ///
  /// Between machines there are neither the locks nor the shared memory with which processes agree on
  /// a store, so it takes none: it copies the file and then its log, and takes both if the log was not
  /// begun anew meanwhile. All that was ever committed is then in the one or the other, and what was
  /// half written to the log is cut off by its checksums.
  ///
  /// - Parameters:
  ///   - path: The store.
  ///   - target: The copy, which is replaced where there is one. A single file.
  /// - Throws: ``StoreError``; there is then no copy.
  public static func copy(_ path: String, to target: String) throws(StoreError) {
    for _ in 0..<50 {
      remove(target)
      let before = logHeader(of: path)
      do throws(StoreError) {
        try take(path, to: target)
        if before != nil { try take(path + "-wal", to: target + "-wal") }
      } catch {
        remove(target)
        // A log that was there a moment ago and is not was finished meanwhile.
        if logHeader(of: path) == before { throw error }
      }
      if logHeader(of: path) == before {
        do throws(StoreError) {
          return try settle(target)
        } catch {
          remove(target)
          throw error
        }
      }
      Thread.sleep(forTimeInterval: 0.05)
    }
    remove(target)
    throw .busy(path: path)
  }

  /// Brings what the log holds into the file, and reads all of it once.
  private static func settle(_ path: String) throws(StoreError) {
    let store = try RunStore(path, access: .alone)
    try guarding(path) {
      try store.database.writeWithoutTransaction { database in
        let found = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "nothing"
        guard found == "ok" else { throw StoreError.damaged(path: path, reason: found) }
      }
      // The last connection takes the log with it.
      try store.database.close()
    }
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
  }

  /// What a log begins with: another number each time that it begins anew; `nil` where there is none.
  private static func logHeader(of path: String) -> Data? {
    guard let file = FileHandle(forReadingAtPath: path + "-wal") else { return nil }
    defer { try? file.close() }
    let header = try? file.read(upToCount: 32)
    return header?.isEmpty == false ? header : nil
  }

  private static func take(_ path: String, to target: String) throws(StoreError) {
    do {
      try FileManager.default.copyItem(atPath: path, toPath: target)
    } catch {
      throw .cannotOpen(path: path, reason: "it cannot be copied (\(error.localizedDescription))")
    }
  }

  private static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }
}
