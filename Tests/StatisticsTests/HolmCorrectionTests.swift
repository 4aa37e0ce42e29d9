import Statistics
import Testing

struct HolmCorrectionTests {
  @Test func agreesWithStatsmodels() throws {
    for family in try GoldenStatistics.read().holm {
      let found = HolmCorrection.adjusted(family.p)
      #expect(zip(found, family.adjusted).allSatisfy(agree), "\(family.p): \(found)")
    }
  }

  @Test func nothingToCorrectIsNothing() {
    #expect(HolmCorrection.adjusted([]).isEmpty)
  }

  @Test func whatIsNoProbabilityIsRefused() async {
    await #expect(processExitsWith: .failure) { _ = HolmCorrection.adjusted([0.1, .nan]) }
    await #expect(processExitsWith: .failure) { _ = HolmCorrection.adjusted([1.1]) }
  }
}
