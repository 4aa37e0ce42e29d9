import Foundation
import Laboratory
import Models
import Tasks
import Testing
import Training

@Suite struct ResultsTests {
  private static func results() async throws -> Results {
    let preset = try #require(Preset.named("explosion"))
    var experiments = preset.experiments(lengths: [5], seeds: 2, epochs: 1)
    for index in experiments.indices { experiments[index].model.cell.hidden = 3 }
    return try Results(preset: preset, runs: await Laboratory(threads: 2).run(experiments))
  }

  @Test func theFileIsOneRunPerLineAndComesBack() async throws {
    let results = try await Self.results()
    let bytes = try results.json()
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 4 + 2)
    let read = try JSONDecoder().decode(Results.self, from: Data(bytes))
    #expect(try read.json() == bytes)
    #expect(read.runs[0].gradientNorms["layers.0.hidden.recurrentWeights"]?.count == 5)
  }

  @Test func theTableHasAFieldForEveryHeading() async throws {
    let lines = try await Self.results().csv().split(separator: "\n")
    let counts = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }
    #expect(lines.count == 5)
    #expect(Set(counts).count == 1)
    #expect(lines[3].hasPrefix("explosion,clipped per tensor at 5,srn,3,5,0,"))
  }

  @Test func seedsOfOneCellAreAGroup() async throws {
    let groups = try await Self.results().groups
    #expect(groups.map(\.variant) == ["not clipped", "clipped per tensor at 5"])
    #expect(groups.map(\.runs.count) == [2, 2])
    let first = try #require(groups.first)
    let mean = (first.runs[0].test.accuracy + first.runs[1].test.accuracy) / 2
    #expect(abs(first.test.mean - mean) < 1e-12)
    #expect(first.test.method == .student)
  }
}
