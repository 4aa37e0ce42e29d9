#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Writes files that are there as a whole or not at all.
///
/// The bytes go to a temporary file in the same folder, are forced to the disk, and take the final
/// name in one step. Whoever reads the path sees the old contents or the new, never a part; a write
/// that fails leaves the old contents and nothing else. (A process that is killed on the way leaves
/// a file named `.longlag-….temporary`, which can be deleted.)
///
/// ```swift
/// try AtomicFile.write("lag,accuracy\n10,1.0\n", to: "span.csv")
/// ```
///
/// A file that is replaced keeps its permissions; one that may not be written is not replaced. A
/// symbolic link is replaced by the file, its target stays. Folders, devices and pipes are refused.
public enum AtomicFile {
  /// Makes `bytes` the contents of the file at `path`.
  ///
  /// - Throws: `FileError` when the folder is missing, the file may not be written, or the disk is
  ///   full.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try write(to: path) { (file) throws(FileError) in try file.append(bytes) }
  }

  /// Makes `text`, as UTF-8, the contents of the file at `path`.
  ///
  /// - Throws: `FileError`, as for bytes.
  public static func write(_ text: String, to path: String) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }

  /// Makes `pieces`, one behind the other, the contents of the file at `path`.
  ///
  /// - Throws: `FileError`, as for bytes.
  public static func write(pieces: [[UInt8]], to path: String) throws(FileError) {
    try write(to: path) { (file) throws(FileError) in
      for piece in pieces { try file.append(piece) }
    }
  }

  /// Makes what `fill` appends the contents of the file at `path`, unless it throws.
  static func write(
    to path: String, _ fill: (borrowing OpenFile) throws(FileError) -> Void
  ) throws(FileError) {
    let permissions = try permissionsOfFileToReplace(path)
    let file = try temporaryFile(for: path, mode: permissions ?? 0o666)
    do throws(FileError) {
      if let permissions { try file.setPermissions(permissions) }
      try fill(file)
      try file.synchronize()
      _ = try OpenFile.retry(.replace, path) { rename(file.location, path) }
    } catch {
      unlink(file.location)
      throw error
    }
    synchronizeFolder(of: path)
  }

  /// The permissions of the file at `path`, or nil if there is none.
  ///
  /// Renaming asks only the folder: it would replace a write-protected file, and, for the
  /// superuser, even `/dev/null`. So the file itself is asked first.
  private static func permissionsOfFileToReplace(_ path: String) throws(FileError) -> mode_t? {
    try OpenFile.check(path, .replace)
    var information = stat()
    if stat(path, &information) != 0 {
      // Nothing there, or a link to nothing. Other failures show again when the file is made.
      return nil
    }
    if information.st_mode & S_IFMT != S_IFREG {
      throw FileError(path: path, operation: .replace, notRegular: information.st_mode)
    }
    _ = try OpenFile.retry(.replace, path) { access(path, W_OK) }
    return information.st_mode & 0o777
  }

  /// A new file beside `path`.
  ///
  /// Its name does not contain the final one, which may already be as long as a name can be. Process
  /// and number keep writers apart; that the file must not exist settles the rest.
  private static func temporaryFile(
    for path: String, mode: mode_t
  ) throws(FileError) -> OpenFile {
    var number = 0
    while true {
      let location = folder(of: path) + ".longlag-\(getpid())-\(number).temporary"
      do throws(FileError) {
        return try OpenFile.creating(location, for: path, mode: mode)
      } catch {
        number += 1
        if error.code != EEXIST || number == 10_000 { throw error }
      }
    }
  }

  /// Everything up to the last slash, which is empty for a file in the current folder.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// Makes the new name as durable as the bytes.
  ///
  /// Not every file system can; the file is whole either way, so failure is no error.
  private static func synchronizeFolder(of path: String) {
    let folder = folder(of: path)
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor >= 0 {
      fsync(descriptor)
      close(descriptor)
    }
  }
}
