import LongLag

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where a command's text goes: a terminal, a pipe or a file.
struct Terminal: Sendable {
  /// What a command was asked for.
  static let output = Terminal(descriptor: 1, name: "standard output")
  /// What it says while it works.
  static let error = Terminal(descriptor: 2, name: "standard error")

  private let descriptor: Int32
  private let name: String

  /// Whether a person sees it in a terminal that can redraw lines.
  var isInteractive: Bool {
    isatty(descriptor) == 1 && Self.environment["TERM"] != "dumb"
  }

  /// Whether it shows colors, and nobody asked for none (https://no-color.org).
  var hasColor: Bool { isInteractive && Self.environment["NO_COLOR", default: ""].isEmpty }

  /// Characters in a line: what `COLUMNS` says, else what the terminal says, else 80.
  var columns: Int { Self.size("COLUMNS") ?? window.columns ?? 80 }
  /// Lines: what `LINES` says, else what the terminal says, else 24.
  var lines: Int { Self.size("LINES") ?? window.lines ?? 24 }

  /// Writes text, all of it.
  ///
  /// - Throws: `FileError`, as when the text is sent to a file and the disk is full.
  func write(_ text: String) throws(FileError) {
    var bytes = Array(text.utf8)
    while !bytes.isEmpty {
      let count = put(descriptor, bytes, bytes.count)
      if count > 0 {
        bytes.removeFirst(count)
      } else if errno != EINTR && errno != EAGAIN {
        throw FileError(path: name, operation: .write, code: errno)
      }
    }
  }

  private static var environment: [String: String] { ProcessInfo.processInfo.environment }

  private static func size(_ variable: String) -> Int? {
    environment[variable].flatMap(Int.init).flatMap { (1...10_000).contains($0) ? $0 : nil }
  }

  private var window: (columns: Int?, lines: Int?) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return (nil, nil) }
    return (
      size.ws_col > 0 ? Int(size.ws_col) : nil, size.ws_row > 0 ? Int(size.ws_row) : nil
    )
  }
}

extension FileError {
  /// Whether whoever read a pipe has left.
  var isBrokenPipe: Bool { code == EPIPE }
}

/// The system's `write`, whose name the method has too.
private func put(_ descriptor: Int32, _ bytes: [UInt8], _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
