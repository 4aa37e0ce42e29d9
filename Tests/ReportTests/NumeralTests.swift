import Testing

@testable import Report

@Suite struct NumeralTests {
  @Test func writesAsManyDigitsAsCarryInformation() {
    #expect(Numeral.significant(0.7312) == "0.731")
  }
}
