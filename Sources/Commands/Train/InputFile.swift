import LongLag

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file that a command is given to read.
enum InputFile {
  /// Throws `FileError` where there is none that can be read.
  static func check(_ path: String) throws(FileError) {
    var information = stat()
    guard stat(path, &information) == 0, access(path, R_OK) == 0 else {
      throw FileError(path: path, operation: .open, code: errno)
    }
    if information.st_mode & S_IFMT != S_IFREG {
      throw FileError(path: path, operation: .open, notRegular: information.st_mode)
    }
  }
}
