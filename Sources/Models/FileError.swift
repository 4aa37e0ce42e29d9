#if canImport(Darwin)
  package import Darwin
#elseif canImport(Glibc)
  package import Glibc
#elseif canImport(Musl)
  package import Musl
#elseif canImport(Android)
  package import Android
#endif

/// Why a file could not be read or written, in a sentence a person can act on.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was being done to the file when it failed.
  public enum Operation: String, Hashable, Sendable {
    /// Opening an existing file.
    case open
    /// Reading from it.
    case read
    /// Making a new file in its folder.
    case create
    /// Writing to it.
    case write
    /// Waiting until its bytes have reached the disk.
    case save
    /// Putting the new file in the place of the old one.
    case replace
  }

  /// The file, as the caller named it.
  public let path: String
  /// What was being done.
  public let operation: Operation
  /// The error number of the operating system (`errno`).
  public let code: Int32
  /// Why it failed, in words.
  public let reason: String

  /// An error that the operating system reported by number.
  public init(path: String, operation: Operation, code: Int32) {
    self.init(path: path, operation: operation, code: code, reason: Self.words(for: code))
  }

  init(path: String, operation: Operation, code: Int32, reason: String) {
    self.path = path
    self.operation = operation
    self.code = code
    self.reason = reason
  }

  /// The error of a path that names a folder, a device or a pipe, as its mode says.
  package init(path: String, operation: Operation, notRegular mode: mode_t) {
    if mode & S_IFMT == S_IFDIR {
      self.init(path: path, operation: operation, code: EISDIR)
    } else {
      self.init(
        path: path, operation: operation, code: EINVAL,
        reason: "it is a device, a pipe or a socket, not a file")
    }
  }

  /// The whole error as one sentence: what could not be done, to which file, and why.
  public var description: String {
    "cannot \(operation.rawValue) \(path.quoted(limit: .max)): \(reason)"
  }

  /// The status with which a command that fails for this reason ends, as in `sysexits.h`.
  public var exitStatus: Int32 {
    switch (code, operation) {
    case (EACCES, _), (EPERM, _): 77  // EX_NOPERM
    case (_, .open): 66  // EX_NOINPUT
    case (_, .create), (_, .replace): 73  // EX_CANTCREAT
    case (_, .read), (_, .write), (_, .save): 74  // EX_IOERR
    }
  }

  private static func words(for code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file or folder"
    case EACCES, EPERM: "permission is denied"
    case EISDIR: "it is a folder"
    case ENOTDIR: "a part of the path is not a folder"
    case ENOSPC: "the disk is full"
    case EDQUOT: "the disk quota is used up"
    case EFBIG: "the file would be larger than allowed"
    case EROFS: "the file system is read-only"
    case ENAMETOOLONG: "the name is too long"
    case ELOOP: "its symbolic links go in circles"
    case EMFILE, ENFILE: "too many files are open"
    case EIO: "the disk reports an error"
    default: "\(String(cString: strerror(code))) (error \(code))"
    }
  }
}
