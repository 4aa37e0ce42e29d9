/// Why a store of runs could not be used; in every case its file is as it was.
public enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file cannot be opened: what the system says.
  case cannotOpen(path: String, reason: String)
  /// The file is something else.
  case notAStore(path: String, found: String)
  /// The file was written by a later version of LongLag.
  case tooNew(path: String, found: String)
  /// The file, or the place where it is, cannot be written.
  case readOnly(path: String)
  /// There is no room left.
  case diskFull(path: String)
  /// The file's contents contradict each other.
  case damaged(path: String, reason: String)
  /// Another process has been writing all the time.
  case busy(path: String)
  /// Nothing was ever kept in it.
  case empty(path: String)
  /// What was asked for is not in it.
  case missing(path: String, what: String)
  /// Anything else that the database says.
  case failed(path: String, reason: String)

  /// What happened, to which file, and what can be done.
  public var description: String {
    switch self {
    case .cannotOpen(let path, let reason): "the store '\(path)' cannot be opened: \(reason)"
    case .notAStore(let path, let found):
      "'\(path)' is not a store of runs: found \(found); it was left as it is"
    case .tooNew(let path, let found):
      "the store '\(path)' was written by a later version of LongLag (it knows '\(found)'); it was left "
        + "as it is"
    case .readOnly(let path):
      "the store '\(path)' cannot be written: the file or its folder is read-only"
    case .diskFull(let path):
      "the store '\(path)' cannot be written: the disk is full; what is in it is kept, and 'longlag "
        + "resume' goes on from there"
    case .damaged(let path, let reason):
      "the store '\(path)' is damaged (\(reason)); it was left as it is"
    case .busy(let path):
      "the store '\(path)' cannot be written: another process has kept it for a minute"
    case .empty(let path): "the store '\(path)' is empty: nothing was kept in it yet"
    case .missing(let path, let what): "the store '\(path)' has no \(what)"
    case .failed(let path, let reason): "the store '\(path)' cannot be used: \(reason)"
    }
  }

  /// The status with which a command that fails for this reason ends, as in `sysexits.h`.
  public var exitStatus: Int32 {
    switch self {
    case .cannotOpen, .missing, .empty: 66  // EX_NOINPUT
    case .notAStore, .tooNew, .damaged: 65  // EX_DATAERR
    case .readOnly: 77  // EX_NOPERM
    case .diskFull: 74  // EX_IOERR
    case .busy: 75  // EX_TEMPFAIL
    case .failed: 70  // EX_SOFTWARE
    }
  }
}
