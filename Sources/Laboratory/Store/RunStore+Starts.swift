import GRDB
public import Models
public import Tasks

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Model {
  /// The SHA-256 of the parameters as LongLag's own file of them: what an experiment that starts from
  /// them says, from whichever file they came.
  public var fingerprint: Fingerprint { Fingerprint(of: parameterFile.encoded()) }
}

extension RunStore {
  /// Keeps the parameters of a model, for experiments that start from them.
  ///
  /// - Returns: What such an experiment says of its start: ``Experiment/startsFrom``.
  @discardableResult
  public func keepStart(of model: Model) throws(StoreError) -> Fingerprint {
    let bytes = model.parameterFile.encoded()
    let fingerprint = Fingerprint(of: bytes)
    try writing { database in
      try database.execute(
        sql: "INSERT OR IGNORE INTO start (fingerprint, bytes) VALUES (?, ?)",
        arguments: [fingerprint.description, Data(bytes)])
    }
    return fingerprint
  }

  /// Parameters from which experiments start; `nil` where they are not here.
  func start(_ fingerprint: Fingerprint) throws -> Safetensors? {
    let bytes = try reading { database -> Data? in
      guard try Self.knowsStarts(database) else { return nil }
      return try Data.fetchOne(
        database, sql: "SELECT bytes FROM start WHERE fingerprint = ?",
        arguments: [fingerprint.description])
    }
    return try bytes.map { try Safetensors(bytes: [UInt8]($0), source: "a start in '\(path)'") }
  }

  /// Takes over the starts of another store, one at a time.
  func takeStarts(from theirs: Database, into ours: Database) throws {
    guard try Self.knowsStarts(theirs) else { return }
    let rows = try Row.fetchCursor(theirs, sql: "SELECT fingerprint, bytes FROM start")
    while let row = try rows.next() {
      try ours.execute(
        sql: "INSERT OR IGNORE INTO start (fingerprint, bytes) VALUES (?, ?)",
        arguments: [row["fingerprint"], row["bytes"]])
    }
  }

  /// Whether there is a table of starts; see `knowsRecordings`.
  private static func knowsStarts(_ database: Database) throws -> Bool {
    try database.tableExists("start")
  }
}
