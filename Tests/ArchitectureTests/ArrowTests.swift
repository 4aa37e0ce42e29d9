import Foundation
import Testing

/// The manifest says what ARCHITECTURE.md draws.
struct ArrowTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test func manifestFollowsTheDiagram() throws {
    let drawn = try Self.drawn()
    #expect(drawn.count > 10)
    #expect(try Self.declared() == drawn)
  }

  /// A target may only use what stands above it in the list, so that no arrow can close a circle.
  @Test func arrowsPointDownward() throws {
    var below = Set(["CKernels", "ArgumentParser", "GRDB", "Yams"])
    for (name, uses) in try Self.lines() {
      #expect(uses.isSubset(of: below), "\(name) uses \(uses.subtracting(below))")
      below.insert(name)
    }
  }

  private static func drawn() throws -> [String: Set<String>] {
    Dictionary(uniqueKeysWithValues: try lines())
  }

  private static func lines() throws -> [(String, Set<String>)] {
    let text = try String(contentsOf: root.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
    let list = try #require(text.components(separatedBy: "<!-- arrows -->\n```\n").last)
    return list.components(separatedBy: "```")[0].split(separator: "\n").map { line in
      let parts = line.components(separatedBy: " → ")
      return (parts[0], Set(parts[1].components(separatedBy: ", ")))
    }
  }

  /// The library targets of Package.swift and what each depends on.
  private static func declared() throws -> [String: Set<String>] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["swift", "package", "dump-package", "--package-path", root.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = Pipe()
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let manifest = try JSONDecoder().decode(Manifest.self, from: data)
    return Dictionary(
      uniqueKeysWithValues: manifest.targets
        .filter { $0.type != "test" && !$0.dependencies.isEmpty && $0.name != "GoldenSupport" }
        .map { ($0.name, Set($0.dependencies.compactMap(\.name))) })
  }

  private struct Manifest: Decodable {
    let targets: [Target]
    struct Target: Decodable {
      let name: String
      let type: String
      let dependencies: [Dependency]
    }
    /// `{"byName": ["Engine", null]}` or `{"product": ["ArgumentParser", …]}`
    struct Dependency: Decodable {
      let byName: [String?]?
      let product: [Name]?
      var name: String? { (byName?.first ?? nil) ?? product?.first?.text }
    }
    /// The parts of a product that are not its name are not always strings.
    struct Name: Decodable {
      let text: String?
      init(from decoder: any Decoder) throws {
        text = try? decoder.singleValueContainer().decode(String.self)
      }
    }
  }
}
