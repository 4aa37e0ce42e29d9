import Testing

@testable import Statistics

struct SampleTests {
  @Test func agreesWithNumPy() throws {
    for expected in try GoldenStatistics.read().samples {
      let sample = try Sample(expected.values)
      #expect(agree(sample.mean, expected.mean), "\(expected)")
      #expect(agree(sample.median, expected.median), "\(expected)")
      #expect(agree(try #require(sample.standardDeviation), expected.deviation), "\(expected)")
      for (share, quantile) in zip(expected.shares, expected.quantiles) {
        #expect(agree(sample.quantile(share), quantile), "\(share) of \(expected)")
      }
    }
  }

  @Test func oneValueHasNoDeviation() throws {
    let sample = try Sample([0.7])
    #expect(sample.standardDeviation == nil)
    #expect(sample.mean == 0.7)
    #expect(sample.median == 0.7)
    #expect(sample.quantile(0.3) == 0.7)
  }

  @Test func theMeanOfEqualValuesIsTheirValue() throws {
    let sample = try Sample([0.1, 0.1, 0.1])
    #expect(sample.isConstant)
    #expect(sample.mean == 0.1)
    #expect(sample.standardDeviation == 0)
  }

  @Test func whatIsNoNumberIsNamed() {
    #expect(throws: StatisticsError.noValues(of: "accuracy")) { try Sample([], of: "accuracy") }
    for (value, words) in [(Double.nan, "nan"), (-.nan, "nan"), (.infinity, "inf")] {
      let error = #expect(throws: StatisticsError.self) {
        try Sample([0.5, value], of: "accuracy")
      }
      #expect(
        error?.description == "value 2 of accuracy is \(words), but must be a finite number")
    }
  }
}
