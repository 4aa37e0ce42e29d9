import Laboratory
import Testing

@Suite struct EstimateTests {
  /// Student's table (Abramowitz & Stegun, table 26.10), 97.5 %: two numbers that lie 2d apart have a
  /// standard error of d, and so an interval of ± the quantile times d.
  @Test(arguments: [
    (2, 12.706), (3, 4.303), (4, 3.182), (5, 2.776), (6, 2.571), (10, 2.262), (30, 2.045),
  ])
  func studentsIntervalIsThatOfTheTable(seeds: Int, quantile: Double) {
    // Numbers around 0.5 so close that the interval stays within 0 and 1.
    let shares = (0..<seeds).map { 0.5 + 0.001 * Double($0) }
    let mean = shares.reduce(0, +) / Double(seeds)
    let squares = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(seeds - 1) / Double(seeds)).squareRoot()
    let estimate = Estimate.student(shares: shares)
    #expect(estimate.method == .student)
    #expect(abs(estimate.mean - mean) < 1e-12)
    // The table has three decimals.
    #expect(abs(estimate.halfWidth / error - quantile) < 6e-4)
  }

  /// By hand: z² = 3.841459; (0.7 + 0.01920729) / 1.03841459 = 0.692601; half
  /// 1.959964 / 1.03841459 · √(0.21 / 100 + 3.841459 / 40000) = 0.088450.
  @Test func wilsonsIntervalIsThatOfTheFormula() {
    let estimate = Estimate.wilson(share: 0.7, of: 100)
    #expect(abs(estimate.lower - 0.604151) < 1e-6)
    #expect(abs(estimate.upper - 0.781051) < 1e-6)
    #expect(estimate.mean == 0.7)
    #expect(estimate.method == .wilson)
  }

  @Test(arguments: [0.0, 1.0]) func noIntervalLeavesTheShares(share: Double) {
    let one = Estimate.wilson(share: share, of: 10)
    #expect(one.lower >= 0 && one.upper <= 1)
    #expect(one.upper - one.lower > 0.1, "ten rows do not prove certainty")
    let several = Estimate.student(shares: [share, share, 0.5])
    #expect(several.lower >= 0 && several.upper <= 1)
  }

  @Test func aSingleSeedIsItsRows() {
    #expect(Estimate.of(accuracies: [0.7], rows: 100) == Estimate.wilson(share: 0.7, of: 100))
    #expect(
      Estimate.of(accuracies: [0.7, 0.8], rows: 100) == Estimate.student(shares: [0.7, 0.8]))
  }
}
