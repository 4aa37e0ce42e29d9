import GRDB
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Everything that was trained, in one SQLite file: experiments by fingerprint, their runs with every
/// evaluation, the last checkpoint of what is under way, and what came of it.
///
/// ```swift
/// let store = try RunStore("longlag.sqlite")
/// let laboratory = Laboratory(threads: 2, store: store)
/// ```
///
/// Several processes can use one store at a time. A transaction is in the file as a whole or not at
/// all, whatever happens to the process that makes it (the write-ahead log of SQLite,
/// https://sqlite.org/wal.html).
public final class RunStore: Sendable {
  /// What a store is opened for.
  public enum Access: Sendable {
    /// Reading and writing; the file is made where there is none.
    case write
    /// Reading a file that is there, even where nothing can be written.
    case read
    /// As for writing, by this process and no other, which holds the file as long as it is open. Needs
    /// no memory shared with other processes, so the file may lie where several machines see it
    /// (https://sqlite.org/wal.html#noshm). What somebody else left unfinished in it is free at once.
    case alone
  }

  /// The file.
  public let path: String
  /// What it was opened for.
  public let access: Access
  let database: DatabaseQueue
  /// Who this process is, in the rows it writes.
  let owner = RunOwner.current

  /// Opens a store.
  ///
  /// - Throws: ``StoreError`` that says what is wrong with the file, or with its place.
  public init(_ path: String, access: Access = .write) throws(StoreError) {
    self.path = path
    self.access = access
    let exists = try Self.checkFile(path, access)
    // Read only, so that what turns out to be somebody else's is not touched.
    let isEmpty = exists ? try Self.isEmpty(path) : true
    if isEmpty, access == .read { throw .empty(path: path) }
    database = try Self.guarding(path) {
      try Self.patiently {
        let database = try Self.open(path, access)
        if access != .read { try Self.migrate(database) }
        return database
      }
    }
  }

  /// Looks at the file before SQLite does, which would call any other file malformed.
  ///
  /// - Returns: Whether there is one.
  private static func checkFile(_ path: String, _ access: Access) throws(StoreError) -> Bool {
    var information = stat()
    guard stat(path, &information) == 0 else {
      if access == .read || errno != ENOENT {
        throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
      }
      return false
    }
    guard information.st_mode & S_IFMT == S_IFREG else {
      throw .notAStore(path: path, found: "a folder or a device")
    }
    let file = Glibc_open(path)
    guard file >= 0 else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(file) }
    var head = [UInt8](repeating: 0, count: 16)
    let count = read(file, &head, 16)
    if count == 0 { return false }
    guard count == 16, head == Array("SQLite format 3\0".utf8) else {
      throw .notAStore(path: path, found: "a file of another kind")
    }
    return true
  }

  /// Seconds to wait for other processes.
  private static let longestWait = 60.0

  /// What `body` gives, however often another process is in the way.
  ///
  /// SQLite itself waits for others, but not where two who wait might wait for each other, as for a new
  /// file's journal: there it refuses at once, and whoever is refused must begin again.
  private static func patiently<Result>(_ body: () throws -> Result) throws -> Result {
    let deadline = ContinuousClock.now + .seconds(longestWait)
    while true {
      do {
        return try body()
      } catch let error as DatabaseError
        where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < deadline
      {
        usleep(5_000)
      }
    }
  }

  private static func open(_ path: String, _ access: Access) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "longlag.store"
    configuration.busyMode = .timeout(longestWait)
    configuration.readonly = access == .read
    if access != .read {
      configuration.journalMode = .wal
      configuration.prepareDatabase { database in
        if access == .alone { try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
        // In a write-ahead log nothing committed is lost but by a power cut.
        try database.execute(sql: "PRAGMA synchronous = NORMAL")
      }
      return try DatabaseQueue(path: path, configuration: configuration)
    }
    do {
      let database = try DatabaseQueue(path: path, configuration: configuration)
      _ = try database.read { try Int.fetchOne($0, sql: "PRAGMA schema_version") }
      return database
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    {
      // Where nothing can be written, not even the log's index, nobody else writes either.
      let escaped = path.utf8.map { byte in
        switch UInt8(byte) {
        case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "%"):
          "%" + String(byte, radix: 16)
        default: String(decoding: [byte], as: UTF8.self)
        }
      }
      return try DatabaseQueue(
        path: "file:\(escaped.joined())?immutable=1", configuration: configuration)
    }
  }

  /// Whether a database has no tables yet, say because the process was killed that made it, or is just
  /// making it. Refuses other programs' databases, and those of later versions.
  private static func isEmpty(_ path: String) throws(StoreError) -> Bool {
    let (identifier, tables, version) = try guarding(path) {
      try patiently {
        try open(path, .read).read { database in
          (
            try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
            try tableCount(database),
            try unknownMigration(database)
          )
        }
      }
    }
    if identifier != Self.identifier, identifier != 0 || tables > 0 {
      throw .notAStore(path: path, found: "a database of another program")
    }
    if let version { throw .tooNew(path: path, found: version) }
    return tables == 0
  }

  // MARK: - Transactions

  /// Reads in one transaction.
  func reading<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    try Self.guarding(path) { try database.read(body) }
  }

  /// Writes in one transaction: all of it, or nothing.
  func writing<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    guard access != .read else { throw .readOnly(path: path) }
    return try Self.guarding(path) { try database.write(body) }
  }

  /// What `body` gives, or its error in the words of a store.
  static func guarding<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws(StoreError) -> Result {
    do {
      return try body()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      let reason = error.message ?? "error \(error.resultCode.rawValue)"
      switch error.resultCode {
      case .SQLITE_FULL: throw .diskFull(path: path)
      case .SQLITE_READONLY, .SQLITE_PERM: throw .readOnly(path: path)
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: throw .damaged(path: path, reason: reason)
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw .busy(path: path)
      case .SQLITE_CANTOPEN: throw .cannotOpen(path: path, reason: reason)
      case .SQLITE_IOERR where [ENOSPC, EFBIG, EDQUOT].contains(errno): throw .diskFull(path: path)
      default: throw .failed(path: path, reason: reason)
      }
    } catch {
      throw .failed(path: path, reason: "\(error)")
    }
  }
}

/// The function, which a method of the same name would hide.
private func Glibc_open(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }
