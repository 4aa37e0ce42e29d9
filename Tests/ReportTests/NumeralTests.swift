import Report
import Testing

@Suite struct NumeralTests {
  @Test(arguments: [
    (0.7312, "0.731"), (12.345, "12.3"), (19_000, "19,000"), (-0.5, "−0.500"), (9.996, "10.0"),
    (0.0996, "0.0996"), (0.09996, "0.100"), (1.25e-7, "1.25·10⁻⁷"), (3e12, "3.00·10¹²"),
    (0, "0"), (-0.0, "0"), (.leastNonzeroMagnitude, "4.94·10⁻³²⁴"), (.infinity, "∞"),
    (-.infinity, "−∞"),
    (.nan, "not a number"),
  ])
  func writesTheDigitsThatCarryInformation(value: Double, text: String) {
    #expect(Numeral.significant(value) == text)
  }

  @Test func writesFixedDecimals() {
    #expect(Numeral.fixed(0.5, decimals: 2) == "0.50")
    #expect(Numeral.fixed(1234.56, decimals: 1) == "1,234.6")
    #expect(Numeral.fixed(0, decimals: 1) == "0.0")
    #expect(Numeral.fixed(-0.001, decimals: 2) == "0.00", "no negative nothing")
    #expect(Numeral.fixed(0.999, decimals: 2) == "1.00")
  }

  @Test func writesAsLittleAsWillDo() {
    #expect(Numeral.short(19_000) == "19,000")
    #expect(Numeral.short(0.25) == "0.25")
    #expect(Numeral.short(-2.5) == "−2.5")
    #expect(Numeral.short(1e9) == "1.00·10⁹")
  }

  @Test func groupsThousandsAndRaisesPowers() {
    #expect(Numeral.grouped(1_234_567) == "1,234,567")
    #expect(Numeral.grouped(-999) == "−999")
    #expect(Numeral.grouped(.min).hasPrefix("−9,223,372"))
    #expect(Numeral.powerOfTen(-12) == "10⁻¹²")
    #expect(Numeral.percent(0.731) == "73\u{A0}%")
    #expect(Numeral.percent(.nan) == "not a number")
  }

  @Test func `one of something is no plural`() {
    #expect([0, 1, 2500].map { Numeral.counted($0, "run") } == ["0 runs", "1 run", "2,500 runs"])
  }
}
