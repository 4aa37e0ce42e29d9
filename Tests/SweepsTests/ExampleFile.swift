import Foundation

/// A sweep file of `Examples/Sweeps`.
struct ExampleFile {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Its path.
  let path: String

  init(_ name: String) {
    path = Self.root.appending(path: "Examples/Sweeps/\(name).yaml").path
  }

  /// Its bytes.
  func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

  /// Any text of the repository.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }
}
