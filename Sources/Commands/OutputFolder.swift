import LongLag

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A folder that results go to, there and writable before the work begins.
struct OutputFolder: Sendable {
  /// Its path, without a slash at the end.
  let path: String

  /// Makes the folder, with those above it, and tries to write there.
  ///
  /// - Throws: `FileError` that names the folder.
  init(creating path: String) throws(FileError) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    try self.init(checked: path)
  }

  /// The folder in which a file is to be written later: it must be there, and take files.
  ///
  /// - Throws: `FileError` that names the file.
  static func check(forFile path: String) throws(FileError) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    do throws(FileError) {
      var information = stat()
      if stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR {
        throw FileError(path: path, operation: .create, code: EISDIR)
      }
      try probe(folder)
    } catch {
      throw FileError(path: path, operation: error.operation, code: error.code)
    }
  }

  /// The path of a file in it.
  func file(_ name: String) -> String { path == "/" ? "/" + name : path + "/" + name }

  private init(checked path: String) throws(FileError) {
    self.path = path
    guard !path.isEmpty else { throw FileError(path: path, operation: .create, code: ENOENT) }
    var end = path.startIndex
    while end < path.endIndex {
      end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      let part = String(path[..<end])
      if mkdir(part, 0o777) == 0 { continue }
      let code = errno
      var information = stat()
      let isFolder = stat(part, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
      if !isFolder {
        throw FileError(path: path, operation: .create, code: code == EEXIST ? ENOTDIR : code)
      }
    }
    do throws(FileError) {
      try Self.probe(path + "/")
    } catch {
      throw FileError(path: path, operation: error.operation, code: error.code)
    }
  }

  /// Writes a small file and takes it away again.
  private static func probe(_ folder: String) throws(FileError) {
    let probe = folder + ".longlag-probe-\(getpid())"
    try AtomicFile.write([UInt8](repeating: 0, count: 4096), to: probe)
    unlink(probe)
  }
}
