import Foundation

/// A sweep file of `Examples/Sweeps`.
struct ExampleFile {
  /// Its path.
  let path: String

  init(_ name: String) {
    path =
      URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Examples/Sweeps/\(name).yaml").path
  }

  /// Its bytes.
  func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }
}
