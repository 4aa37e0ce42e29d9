import GoldenSupport
import Testing

@testable import Laboratory

/// Intervals against SciPy's, from Tests/Golden/intervals.py.
struct EstimateTests {
  private struct Golden: Decodable {
    struct Share: Decodable {
      let share: Double
      let rows: Int
      let interval: [Double]
    }
    struct Sample: Decodable {
      let sample: [Double]
      let interval: [Double]
    }
    let wilson: [Share]
    let student: [Sample]
    let quantiles: [String: Double]
  }

  private let golden: Golden

  init() throws {
    golden = try GoldenFile("intervals").read()
  }

  @Test func wilsonAgreesWithSciPy() {
    for share in golden.wilson {
      let estimate = Estimate.wilson(share: share.share, of: share.rows)
      #expect(abs(estimate.lower - share.interval[0]) < 1e-9, "\(share)")
      #expect(abs(estimate.upper - share.interval[1]) < 1e-9, "\(share)")
      #expect(estimate.mean == share.share)
    }
  }

  @Test func studentAgreesWithSciPy() {
    for sample in golden.student {
      let estimate = Estimate.student(shares: sample.sample)
      #expect(abs(estimate.lower - sample.interval[0]) < 1e-9, "\(sample)")
      #expect(abs(estimate.upper - sample.interval[1]) < 1e-9, "\(sample)")
    }
  }

  @Test func quantilesAgreeWithSciPy() throws {
    for (degrees, expected) in golden.quantiles {
      let found = Estimate.studentQuantile(degreesOfFreedom: try #require(Int(degrees)))
      #expect(abs(found - expected) < 1e-9, "\(degrees) degrees of freedom")
    }
  }

  @Test func oneSeedHasTheIntervalOfItsRows() {
    #expect(Estimate.of(accuracies: [0.7], rows: 100).method == .wilson)
    #expect(Estimate.of(accuracies: [0.7, 0.8], rows: 100).method == .student)
  }
}
