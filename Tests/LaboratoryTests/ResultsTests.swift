import Foundation
import Models
import Tasks
import Testing
import Training

@testable import Laboratory

/// What goes to results.json and results.csv.
struct ResultsTests {
  private func results(_ preset: String) async throws -> Results {
    let preset = try #require(Preset.named(preset))
    let runs = try await Laboratory(threads: 2).run(
      preset.experiments(lengths: [5, 6], seeds: 2, epochs: 1))
    return try Results(preset: preset, runs: runs)
  }

  @Test func jsonIsReadBack() async throws {
    let results = try await results("book")
    let data = Data(try results.json().joined())
    let read = try JSONDecoder().decode(Results.self, from: data)
    #expect(read.preset == "book")
    #expect(read.runs.count == 8)
    #expect(try read.json() == results.json())
    #expect(String(decoding: data, as: UTF8.self).split(separator: "\n").count == 8 + 4 + 3)
    struct Groups: Decodable {
      struct Group: Decodable {
        let name: String
        let seeds: [UInt64]
        let test: Accuracy
      }
      struct Accuracy: Decodable {
        let mean: Double
        let interval: Interval
      }
      struct Interval: Decodable {
        let low: Double
        let method: String
      }
      let groups: [Group]
    }
    let groups = try JSONDecoder().decode(Groups.self, from: data).groups
    #expect(groups.map(\.name) == ["srn", "lstm", "srn", "lstm"])
    #expect(groups.allSatisfy { $0.seeds == [0, 1] })
    #expect(zip(groups, results.groups).allSatisfy { $0.test.mean == $1.test.mean })
    let methods = Set(groups.map(\.test.interval.method))
    #expect(methods.isSubset(of: ["bootstrap over seeds", "Wilson"]))
  }

  @Test func groupsDifferInMoreThanTheSeed() async throws {
    let results = try await results("book")
    #expect(results.groups.map(\.cell) == ["srn", "lstm", "srn", "lstm"])
    #expect(results.groups.map(\.length) == [5, 5, 6, 6])
    #expect(results.groups.allSatisfy { $0.runs.count == 2 })
    #expect(results.cells == ["srn", "lstm"])
    #expect(results.lengths == [5, 6])
    #expect(results.seedCount == 2)
    let group = results.groups[0]
    let mean = group.runs.reduce(0) { $0 + $1.test.accuracy } / 2
    #expect(abs(group.test.mean - mean) < 1e-12)
  }

  @Test func variantsAreGroupsOfTheirOwn() async throws {
    let results = try await results("explosion")
    #expect(Set(results.groups.compactMap(\.variant)).count == 2)
    #expect(results.groups.count == 4)
    #expect(results.runs.allSatisfy { !$0.gradientNorms.isEmpty })
  }

  @Test func csvHasAFieldForEveryColumn() async throws {
    let lines = try await results("book").csv().split(separator: "\n")
    #expect(lines.count == 9)
    let counts = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }
    #expect(Set(counts) == [23])
    #expect(lines[1].contains(",Wilson,"))
  }
}
