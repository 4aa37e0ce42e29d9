import Engine
import Testing

@testable import Statistics

struct PermutationTestTests {
  @Test func agreesWithSciPy() throws {
    for expected in try GoldenStatistics.read().permutation {
      let differences = try Sample(zip(expected.first, expected.second).map { $0 - $1 })
      let test = PermutationTest(ofDifferences: differences)
      #expect(test.isExact)
      #expect(agree(test.pValue, expected.p), "\(expected): \(test.pValue)")
      #expect(test.pairs == expected.first.count)
      #expect(test.smallestPValue <= test.pValue)
    }
  }

  @Test func fivePairsCannotGetBelowASixteenth() throws {
    let test = PermutationTest(ofDifferences: try Sample([0.1, 0.2, 0.3, 0.15, 0.4]))
    #expect(test.pValue == 0.0625)
    #expect(test.smallestPValue == 0.0625)
  }

  @Test func pairsWithoutADifferenceSayNothing() throws {
    let test = PermutationTest(ofDifferences: try Sample([0.1, 0, 0.3, 0, 0.4]))
    #expect(test.pValue == 0.25)
    #expect(test.smallestPValue == 0.25)
    #expect(test.differingPairs == 3)
    #expect(PermutationTest(ofDifferences: try Sample([0, 0])).pValue == 1)
  }

  /// Sums that are equal on paper differ in their last bits.
  @Test func equalSumsCountAsEqual() throws {
    let test = PermutationTest(ofDifferences: try Sample([0.1, 0.2, -0.3]))
    #expect(test.pValue == 1)
  }

  @Test func manyPairsAreDrawnAndNeverGiveZero() throws {
    let differences = try Sample((1...20).map { Double($0) })
    let test = PermutationTest(ofDifferences: differences)
    #expect(!test.isExact)
    #expect(test.pValue == 1 / 10_001.0)
    #expect(test.smallestPValue == 1 / 10_001.0)
    #expect(test == PermutationTest(ofDifferences: differences))
  }

  @Test func drawnSignsComeNearAllOfThem() throws {
    let differences = try Sample([0.3, -0.1, 0.25, 0.05, -0.2, 0.15, 0.1, 0.02, 0.3, -0.05])
    let exact = PermutationTest(ofDifferences: differences).pValue
    for seed in UInt64(0)..<5 {
      let drawing = Resampling(seed: seed, draws: 20_000, limit: 0)
      let drawn = PermutationTest(ofDifferences: differences, resampling: drawing)
      // Five standard errors of a share of 20,000.
      #expect(abs(drawn.pValue - exact) < 0.02, "seed \(seed): \(drawn.pValue), \(exact)")
    }
  }
}
