#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// A file that is open for reading or for writing, and closed when its value ends.
///
/// A thin face of the system calls, because what they report is exactly what an error has to say.
/// Whole chunks travel as arrays, so no pointer is spelled out.
package struct OpenFile: ~Copyable {
  /// The path as the caller named it, which is the one that errors name.
  package let path: String
  /// Where the bytes are: the path, or the temporary file that stands in for it.
  let location: String
  private let descriptor: Int32
  private static let chunk = 1 << 20

  /// Opens an existing regular file for reading.
  ///
  /// Without `O_NONBLOCK`, opening a pipe that nobody writes to would wait forever.
  package static func reading(_ path: String) throws(FileError) -> OpenFile {
    try check(path, .open)
    let descriptor = try retry(.open, path) { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    let file = OpenFile(path: path, location: path, descriptor: descriptor)
    let mode = try file.information().st_mode
    if mode & S_IFMT != S_IFREG { throw FileError(path: path, operation: .open, notRegular: mode) }
    return file
  }

  /// Makes a new file at `location`, which must not exist: not even as a link to somewhere else.
  static func creating(
    _ location: String, for path: String, mode: mode_t
  ) throws(FileError) -> OpenFile {
    let descriptor = try retry(.create, path) {
      open(location, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    }
    return OpenFile(path: path, location: location, descriptor: descriptor)
  }

  /// Makes a new file at `path`, which must not exist.
  package static func creating(_ path: String) throws(FileError) -> OpenFile {
    try check(path, .create)
    return try creating(path, for: path, mode: 0o666)
  }

  private init(path: String, location: String, descriptor: Int32) {
    self.path = path
    self.location = location
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// The number of bytes that the file holds now.
  package func size() throws(FileError) -> Int { Int(try information().st_size) }

  /// The next `count` bytes, or fewer where the file ends.
  package func next(_ count: Int) throws(FileError) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var buffer = [UInt8](repeating: 0, count: min(count, Self.chunk))
    while result.count < count {
      let wanted = min(buffer.count, count - result.count)
      let got = try Self.retry(.read, path) { read(descriptor, &buffer, wanted) }
      if got == 0 { break }
      result += buffer[..<got]
    }
    return result
  }

  /// Writes all the bytes after those already written.
  package func append(_ bytes: [UInt8]) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let piece = Array(bytes[written..<min(written + Self.chunk, bytes.count)])
      written += try Self.retry(.write, path) { write(descriptor, piece, piece.count) }
    }
  }

  /// Gives the file exactly these permissions, whatever the process's mask.
  func setPermissions(_ mode: mode_t) throws(FileError) {
    _ = try Self.retry(.create, path) { fchmod(descriptor, mode) }
  }

  /// Returns when the bytes have reached the disk.
  func synchronize() throws(FileError) {
    _ = try Self.retry(.save, path) { fsync(descriptor) }
  }

  /// A path with a zero byte would silently become a shorter path.
  static func check(_ path: String, _ operation: FileError.Operation) throws(FileError) {
    if path.utf8.contains(0) {
      throw FileError(
        path: path, operation: operation, code: EINVAL, reason: "the path has a zero byte in it")
    }
  }

  private func information() throws(FileError) -> stat {
    var result = stat()
    _ = try Self.retry(.open, path) { fstat(descriptor, &result) }
    return result
  }

  /// Repeats a system call that a signal interrupted; turns its failure into an error.
  static func retry<Result: SignedInteger>(
    _ operation: FileError.Operation, _ path: String, _ call: () -> Result
  ) throws(FileError) -> Result {
    while true {
      let result = call()
      if result >= 0 { return result }
      let code = errno
      if code != EINTR { throw FileError(path: path, operation: operation, code: code) }
    }
  }
}
