public import Models

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

extension Report {
  /// Writes `report.html` into a folder, and every figure as a file into `figures` beside it.
  ///
  /// Folders that are missing are made.
  ///
  /// - Returns: The path of the page.
  @discardableResult
  public func write(to directory: String) throws(FileError) -> String {
    let folder = directory.isEmpty ? "." : directory
    let page = page
    let figures = "\(folder)/figures"
    try Self.makeFolder(figures)
    for figure in page.figures {
      try AtomicFile.write(figure.svg(.standalone), to: "\(figures)/\(figure.fileName)")
    }
    let path = "\(folder)/report.html"
    try AtomicFile.write(page.html(), to: path)
    return path
  }

  /// Makes a folder and every folder above it that is missing.
  private static func makeFolder(_ path: String) throws(FileError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      made += made.isEmpty || made.hasSuffix("/") ? String(name) : "/\(name)"
      // A file in the way is told when something is written behind it.
      if mkdir(made, 0o777) != 0 && errno != EEXIST {
        // Some file systems say that they are read-only before they say that it is there.
        let code = errno
        if access(made, F_OK) != 0 {
          throw FileError(path: made, operation: .create, code: code)
        }
      }
    }
  }
}
