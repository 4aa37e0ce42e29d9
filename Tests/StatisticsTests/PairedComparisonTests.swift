import Testing

@testable import Statistics

struct PairedComparisonTests {
  private func side(_ name: String, _ values: [Double]) -> PairedComparison.Side {
    .init(
      name,
      Dictionary(uniqueKeysWithValues: values.enumerated().map { (UInt64($0.offset), $0.element) }))
  }

  /// LSTM ahead of SRN in every one of `seeds` seeds, by a little more than 0.1.
  private func clear(seeds: Int) throws -> PairedComparison {
    try PairedComparison(
      "accuracy at length 20",
      of: side("LSTM", (0..<seeds).map { 0.9 + Double($0 % 3) / 50 }),
      against: side("SRN", (0..<seeds).map { 0.8 - Double($0 % 2) / 50 }))
  }

  @Test func aClearDifferenceIsSaidWithItsNumbers() throws {
    let comparison = try clear(seeds: 8)
    #expect(comparison.verdict == .first)
    #expect(
      comparison.sentence
        == "LSTM remembers longer than SRN: +0.128 accuracy at length 20 (95 % interval 0.110 to "
        + "0.145, bootstrap over 8 seeds; permutation test p = 0.00781).")
  }

  @Test func whoeverIsAheadComesFirst() throws {
    let (lstm, srn) = (
      side("LSTM", [0.5, 0.52, 0.5, 0.51, 0.5, 0.55, 0.5]),
      side(
        "SRN",
        [
          0.9, 0.85, 0.8, 0.9, 0.93, 0.8, 0.9,
        ])
    )
    let comparison = try PairedComparison("accuracy", of: lstm, against: srn)
    #expect(comparison.verdict == .second)
    #expect(comparison.difference < 0)
    #expect(comparison.sentence.hasPrefix("SRN remembers longer than LSTM: +0.36 accuracy (95 % "))
    let other = try PairedComparison("accuracy", of: srn, against: lstm)
    #expect(other.verdict == .first)
    #expect(other.sentence == comparison.sentence)
  }

  @Test func fiveSeedsAreTooFewAndTheSentenceSaysWhatWouldDo() throws {
    let comparison = try clear(seeds: 5)
    #expect(comparison.verdict == .tooFewSeeds)
    #expect(comparison.seedsNeeded == 6)
    #expect(
      comparison.sentence
        == "These 5 seeds do not support that LSTM remembers longer than SRN: +0.124 accuracy at "
        + "length 20 (95 % interval 0.103 to 0.145, bootstrap over 5 seeds; permutation test p = "
        + "0.0625). The smallest p that 5 seeds can give is 0.0625; it takes at least 6.")
  }

  @Test func severalComparisonsNeedMoreSeeds() throws {
    let six = try (0..<6).map { _ in try clear(seeds: 5) }.holmCorrected()
    #expect(six.allSatisfy { $0.pValue == 0.375 && $0.test.pValue == 0.0625 })
    #expect(six[0].seedsNeeded == 8)
    #expect(
      six[0].sentence.hasSuffix(
        "p = 0.375 after Holm's correction of 6 comparisons). The smallest p that 5 seeds can give "
          + "is 0.375 after Holm's correction of 6 comparisons; it takes at least 8."))
    let enough = try (0..<6).map { _ in try clear(seeds: 8) }.holmCorrected()
    #expect(enough.allSatisfy { $0.verdict == .first })
    #expect(enough[0].sentence.contains("p = 0.0469 after Holm's correction of 6 comparisons)."))
  }

  @Test func oneComparisonIsNotCorrected() throws {
    let alone = try [clear(seeds: 8)].holmCorrected()[0]
    #expect(alone.pValue == alone.test.pValue)
    #expect(alone.sentence == (try clear(seeds: 8)).sentence)
  }

  @Test func whatMayBeChanceIsNotSupported() throws {
    let comparison = try PairedComparison(
      "accuracy", of: side("GRU", [0.8, 0.9, 0.7, 0.85, 0.9, 0.6, 0.8]),
      against: side("LSTM", [0.9, 0.8, 0.6, 0.9, 0.85, 0.65, 0.6]))
    #expect(comparison.verdict == .open)
    #expect(
      comparison.sentence
        == "These 7 seeds do not support that GRU remembers longer than LSTM: +0.04 accuracy (95 % "
        + "interval −0.06 to 0.13, bootstrap over 7 seeds; permutation test p = 0.516).")
  }

  @Test func onlyCommonSeedsArePaired() throws {
    let comparison = try PairedComparison(
      "accuracy", of: .init("LSTM", [3: 0.9, 1: 0.8, 7: 0.5]),
      against: .init("SRN", [1: 0.5, 3: 0.7, 9: 0.1, 4: 0.2]))
    #expect(comparison.seeds == [1, 3])
    #expect(comparison.seedsLeftOut == [4, 7, 9])
    #expect(agree(comparison.difference, 0.25))
    #expect(comparison.sentence.hasSuffix(" 3 seeds are left out: only one of the two has them."))
  }

  @Test func unusualSeedsHaveSentencesOfTheirOwn() throws {
    let level = try PairedComparison(
      "accuracy", of: side("LSTM", [1, 1, 1]), against: side("GRU", [1, 1, 1]))
    #expect(
      level.sentence == "LSTM and GRU are level: these 3 seeds show no difference in accuracy.")
    let single = try PairedComparison(
      "accuracy", of: .init("LSTM", [0: 0.9]), against: .init("GRU", [0: 0.75, 2: 0.7]))
    #expect(single.interval == nil)
    #expect(
      single.sentence
        == "One seed cannot tell whether LSTM remembers longer than GRU: +0.15 accuracy, without an "
        + "interval. Seed 2 is left out: only one of the two has it.")
    let same = try PairedComparison(
      "memory span", of: side("LSTM", [20, 25, 30]), against: side("GRU", [15, 20, 25]),
      claim: "reaches further than")
    #expect(
      same.sentence
        == "These 3 seeds do not support that LSTM reaches further than GRU: +5.0 memory span (no "
        + "interval, because all 3 seeds show the same difference; permutation test p = 0.25). The "
        + "smallest p that 3 seeds can give is 0.25; it takes at least 6.")
    let zero = try PairedComparison(
      "accuracy", of: side("LSTM", [0.9, 0.8, 0.7]), against: side("GRU", [0.9, 0.6, 0.6]))
    #expect(
      zero.sentence.hasSuffix(
        "The smallest p that 3 seeds, 1 of them level, can give is 0.5; it takes at least 6 that "
          + "differ."))
  }

  @Test func whatCannotBeComparedIsNamed() {
    let strangers = #expect(throws: StatisticsError.self) {
      try PairedComparison("accuracy", of: .init("A", [0: 1]), against: .init("B", [1: 1]))
    }
    #expect(
      strangers?.description
        == "A and B have no seed in common, so they cannot be compared by seed")
    let hole = #expect(throws: StatisticsError.self) {
      try PairedComparison(
        "accuracy", of: .init("A", [0: 1]), against: .init("B", [0: 1, 4: .nan]))
    }
    #expect(hole?.description == "accuracy of B at seed 4 is nan, but must be a finite number")
  }
}
