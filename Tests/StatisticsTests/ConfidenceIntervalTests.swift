import Testing

@testable import Statistics

struct ConfidenceIntervalTests {
  @Test func criticalValuesAgreeWithSciPy() throws {
    let golden = try GoldenStatistics.read()
    for pair in golden.normal {
      #expect(agree(CriticalValue.normal(level: pair[0]), pair[1]), "\(pair)")
    }
    for student in golden.student {
      let found = CriticalValue.student(level: student.level, degreesOfFreedom: student.degrees)
      #expect(agree(found, student.value), "\(student): \(found)")
    }
  }

  @Test func wilsonAgreesWithStatsmodels() throws {
    for expected in try GoldenStatistics.read().wilson {
      let found = ConfidenceInterval.wilson(
        expected.successes, of: expected.trials, level: expected.level)
      #expect(agree(found.low, expected.interval[0]), "\(expected): \(found.low)")
      #expect(agree(found.high, expected.interval[1]), "\(expected): \(found.high)")
      #expect(found.method == .wilson)
      #expect(found.level == expected.level)
    }
  }

  @Test func wilsonEndsExactlyAtNoneAndAll() {
    #expect(ConfidenceInterval.wilson(0, of: 7).low == 0)
    #expect(ConfidenceInterval.wilson(7, of: 7).high == 1)
  }

  @Test func bootstrapAgreesWithAllResamplesOfNumPy() throws {
    for expected in try GoldenStatistics.read().samples {
      let sample = try Sample(expected.values)
      for (level, ends) in zip(expected.levels, expected.intervals) {
        let found = try #require(ConfidenceInterval.bootstrap(meanOf: sample, level: level))
        #expect(agree(found.low, ends[0]), "\(level) of \(expected.values): \(found.low)")
        #expect(agree(found.high, ends[1]), "\(level) of \(expected.values): \(found.high)")
        #expect(found.method == .bootstrapOverSeeds)
      }
    }
  }

  /// With so few resamples as to be enumerated, what is drawn comes near to it: the ends of 20,000 are
  /// within a twentieth of the width.
  @Test func drawnResamplesComeNearAllOfThem() throws {
    let sample = try Sample([0.9, 0.91, 0.95, 0.97, 0.99, 0.98, 0.93, 0.94])
    let all = try #require(ConfidenceInterval.bootstrap(meanOf: sample))
    for seed in UInt64(0)..<5 {
      let drawing = Resampling(seed: seed, draws: 20_000, limit: 0)
      let drawn = try #require(ConfidenceInterval.bootstrap(meanOf: sample, resampling: drawing))
      #expect(abs(drawn.low - all.low) < all.width / 20, "seed \(seed)")
      #expect(abs(drawn.high - all.high) < all.width / 20, "seed \(seed)")
      #expect(drawn == ConfidenceInterval.bootstrap(meanOf: sample, resampling: drawing))
    }
  }

  @Test func theOrderOfSeedsDoesNotMatter() throws {
    let values = (0..<20).map { Double($0 * $0 % 17) / 17 }
    let forward = ConfidenceInterval.bootstrap(meanOf: try Sample(values))
    let backward = ConfidenceInterval.bootstrap(meanOf: try Sample(values.reversed()))
    let (first, second) = (try #require(forward), try #require(backward))
    #expect(agree(first.low, second.low))
    #expect(agree(first.high, second.high))
  }

  @Test func anIntervalTurnsWithItsValues() throws {
    let values = [0.1, 0.4, 0.45, 0.9, 3]
    let found = try #require(ConfidenceInterval.bootstrap(meanOf: try Sample(values)))
    let turned = try #require(
      ConfidenceInterval.bootstrap(meanOf: try Sample(values.map { -$0 })))
    #expect(agree(turned.low, -found.high))
    #expect(agree(turned.high, -found.low))
    // The straggler is above, and so is the longer arm.
    let mean = try Sample(values).mean
    #expect(found.high - mean > mean - found.low)
  }

  @Test func bothEndsStayWithinBounds() throws {
    let found = try #require(
      ConfidenceInterval.bootstrap(meanOf: try Sample([1, 1, 1, 0.9, 0.95]), within: 0...1))
    #expect(found.high == 1)
    #expect(found.low > 0.8)
  }

  @Test func oneValueHasNoInterval() throws {
    #expect(ConfidenceInterval.bootstrap(meanOf: try Sample([0.7])) == nil)
  }

  @Test func equalValuesHaveAPointAndSaySo() throws {
    let point = try #require(
      ConfidenceInterval.bootstrap(meanOf: try Sample([0.1, 0.1, 0.1, 0.1, 0.1])))
    #expect(point.isPoint)
    #expect(point.width == 0)
    #expect(point.low == 0.1)
    #expect(point.description == "0.10 (95 %, bootstrap over seeds, all seeds agree)")
  }

  @Test func anIntervalPrintsItsMethod() throws {
    #expect(
      ConfidenceInterval.wilson(70, of: 100).description == "0.60 to 0.78 (95 %, Wilson)")
    #expect(
      ConfidenceInterval.wilson(70, of: 100, level: 0.999).description
        == "0.54 to 0.83 (99.9 %, Wilson)")
    let accuracies = try Sample([0.81, 0.75, 0.77, 0.76, 0.72])
    let interval = try #require(ConfidenceInterval.bootstrap(meanOf: accuracies, within: 0...1))
    #expect(interval.description == "0.725 to 0.806 (95 %, bootstrap over seeds)")
    #expect("\(accuracies.mean) \(accuracies.median)" == "0.762 0.76")
    let steps = try #require(
      ConfidenceInterval.bootstrap(meanOf: try Sample([-900, 1000, 1200])))
    #expect(steps.description == "−3223 to 2536 (95 %, bootstrap over seeds)")
  }

  @Test func impossibleSharesAreRefused() async {
    await #expect(processExitsWith: .failure) { _ = ConfidenceInterval.wilson(5, of: 4) }
    await #expect(processExitsWith: .failure) { _ = ConfidenceInterval.wilson(0, of: 0) }
    await #expect(processExitsWith: .failure) {
      _ = ConfidenceInterval.wilson(1, of: 2, level: .nan)
    }
  }
}
