import Testing

@testable import Report

@Suite struct IntervalChartTests {
  @Test func drawsEachIntervalFromEndToEnd() {
    let svg = SampleFigures.interval().svg(.inline)
    // 170 points for 0 to 1, the base at 191: 0.7 lies at 72, 0.875 at 42.25.
    #expect(svg.contains("72L"))
    #expect(svg.contains(" 42.25\""))
  }

  @Test func drawsIntervalsOfOnePlaceSideBySide() throws {
    let svg = SampleFigures.interval().svg(.inline)
    let spans = svg.split(separator: "class=\"span\" d=\"M").dropFirst()
      .compactMap { $0.split(separator: " ").first }.map(String.init)
    #expect(Set(spans).count == spans.count)
  }

  @Test func saysItsNumbersUnderThePointer() throws {
    let texts = try XML(SampleFigures.interval().svg(.inline)).texts
    #expect(texts.contains("LSTM, test, length 10: 0.800 (0.700 to 0.875)"))
    #expect(texts.contains("chance"))
  }
}
