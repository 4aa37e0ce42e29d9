import Foundation

/// A file of `Tests/Golden`, found from where this source lies.
public struct GoldenFile: Sendable {
  private let url: URL

  /// The file `Tests/Golden/<name>.json`.
  public init(_ name: String) {
    url = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Golden/\(name).json")
  }

  /// What the file holds; keys that `Content` does not name are passed over.
  public func read<Content: Decodable>(as _: Content.Type = Content.self) throws -> Content {
    try JSONDecoder().decode(Content.self, from: Data(contentsOf: url))
  }
}
