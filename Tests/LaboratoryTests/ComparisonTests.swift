import Foundation
import Models
import Statistics
import Testing
import Training

@testable import Laboratory

/// Sides meet where their settings do, and are compared there, seed by seed.
struct ComparisonTests {
  private func side(
    _ cell: String, lengths: [Int] = [10], hidden: [Int] = [4], seeds: Int = 5, better: Double = 0
  ) -> Comparison.Side {
    Comparison.Side(
      cell.uppercased(),
      lengths.flatMap { length in
        hidden.flatMap { hidden in
          (0..<seeds).map { seed in
            MadeUpRun.of(
              0.5 + better + Double(seed) / 100, cell: cell, length: length, seed: seed
            ) { $0.model.cell.hidden = hidden }
          }
        }
      })
  }

  @Test func theLengthIsAPlace() {
    let comparison = Comparison([
      side("lstm", lengths: [20, 10], better: 0.1), side("srn", lengths: [10, 20]),
    ])
    #expect(comparison.places.map(\.name) == ["length 10", "length 20"])
    #expect(comparison.places[0].groups.map(\.name) == ["LSTM", "SRN"])
    #expect(comparison.differences.count == 2)
    #expect(comparison.differences[0].paired.measure == "test accuracy at length 10")
    #expect(comparison.differences[0].paired.correction?.comparisons == 2)
    #expect(abs(comparison.differences[0].paired.difference - 0.1) < 1e-9)
  }

  @Test func whatVariesWithinASideIsAPlaceOfItsOwn() {
    let comparison = Comparison([side("lstm", hidden: [4, 8]), side("srn", hidden: [8])])
    #expect(
      comparison.places.map(\.name) == ["length 10, hidden 4", "length 10, hidden 8"])
    #expect(comparison.differences.map(\.place) == ["length 10, hidden 8"])
  }

  @Test func aSettingOfAnEnumIsNamed() {
    func side(_ cell: String) -> Comparison.Side {
      let clippings: [Clipping?] = [nil, .globalNorm(1)]
      return Comparison.Side(
        cell,
        clippings.flatMap { clipping in
          (0..<2).map { MadeUpRun.of(0.5, cell: cell, seed: $0) { $0.plan.clipping = clipping } }
        })
    }
    let names = Comparison([side("lstm"), side("srn")]).places.map(\.name)
    #expect(names == ["length 10, clipping none", "length 10, clipping globalNorm"])
  }

  @Test func otherLengthsAreOtherTasks() {
    let comparison = Comparison([side("lstm", lengths: [10]), side("srn", lengths: [20])])
    #expect(comparison.places.map(\.name) == [""])
    #expect(comparison.differences[0].paired.claim == "is more accurate than")
    #expect(comparison.differences[0].paired.measure == "test accuracy")
  }

  @Test func seedsThatNobodySharesAreSaid() {
    let late = Comparison.Side("LATE", (7..<9).map { MadeUpRun.of(0.5, cell: "gru", seed: $0) })
    let comparison = Comparison([side("lstm"), late])
    #expect(comparison.differences.isEmpty)
    #expect(comparison.unpaired == [.init(place: "length 10", first: "LSTM", second: "LATE")])
  }

  @Test func theLastOfASeedCounts() {
    let twice = Comparison.Side("A", [MadeUpRun.of(0.1), MadeUpRun.of(0.9)])
    #expect(Comparison([twice]).places[0].groups[0].test.mean == 0.9)
    #expect(Comparison([]).places.isEmpty)
    #expect(Comparison([.init("A", [])]).places.isEmpty)
  }

  @Test func csvHasAFieldForEveryColumn() throws {
    let comparison = Comparison([side("lstm, \"x\""), side("srn")])
    for (csv, count) in [(comparison.csv(), 2), (comparison.differencesCSV(), 1)] {
      let lines = csv.replacing("\"LSTM, \"\"X\"\"\"", with: "quoted").split(separator: "\n")
      #expect(lines.count == count + 1)
      let fields = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }
      #expect(Set(fields).count == 1)
    }
    let json = try JSONSerialization.jsonObject(with: Data(comparison.json())) as? [String: Any]
    #expect((json?["differences"] as? [[String: Any]])?.first?["verdict"] as? String == "level")
    #expect((json?["places"] as? [[String: Any]])?.count == 1)
  }

  @Test func tenThousandRunsAreQuick() {
    let lengths = Array(3..<103)
    let sides = ["lstm", "srn"].map {
      side($0, lengths: lengths, hidden: Array(1...10), better: $0 == "srn" ? 0 : 0.1)
    }
    #expect(sides.reduce(0) { $0 + $1.runs.count } == 10_000)
    let began = ContinuousClock.now
    let comparison = Comparison(sides)
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    #expect(comparison.differences.count == 1000)
    // A tenth of it on an idle machine; other tests run beside this one.
    #expect(seconds < 2, "\(seconds) s")
  }
}
