import Foundation
import Testing

/// All Swift in the articles and in the targets' READMEs stands in a file that is compiled: in this
/// folder, or in an example.
@Suite struct DocumentationTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let pages =
    ["ACellOfYourOwn", "ReproduceTheTextbook"].map { "LongLag/LongLag.docc/\($0).md" }
    + [
      "CellTesting", "Cells", "Commands", "Interchange", "Laboratory", "LongLag", "Models",
      "Probes",
      "Report", "Statistics", "Sweeps", "Tasks", "Training",
    ].map { "\($0)/README.md" }

  @Test(arguments: pages) func whatAPageShowsIsCompiled(page: String) throws {
    let text = try String(
      contentsOf: Self.root.appending(path: "Sources/\(page)"), encoding: .utf8)
    let blocks = text.components(separatedBy: "```swift\n").dropFirst().map {
      Self.lines($0.components(separatedBy: "```")[0])
    }
    #expect(!blocks.isEmpty, "a page without an example")
    let sources = try Self.sources()
    for block in blocks {
      #expect(
        sources.contains { $0.contains(block) }, "not compiled:\n\(block.joined(separator: "\n"))")
    }
  }

  /// The lines of the compiled files.
  private static func sources() throws -> [[String]] {
    try ["Tests/DocumentationTests", "Examples/OwnCell/Sources", "Examples/OwnCell/Tests"]
      .flatMap { folder in
        let folder = root.appending(path: folder)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try names.filter { $0.hasSuffix(".swift") }.map {
          lines(try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
        }
      }
  }

  /// Lines without what depends on where they stand: their indentation, and columns of comments.
  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
      .filter { !$0.isEmpty }
  }
}
