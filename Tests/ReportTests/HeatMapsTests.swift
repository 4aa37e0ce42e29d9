import Testing

@testable import Report

@Suite struct HeatMapsTests {
  @Test func namesEveryCellUnderThePointer() throws {
    let texts = try XML(SampleFigures.maps().svg(.inline)).texts
    #expect(texts.contains("unit 3, position 1 (digit 7): 0.667"))
    #expect(texts.count(where: { $0.hasPrefix("unit ") }) == 2 * 3 * 4)
  }

  @Test func joinsCellsOfOneColorWhenThereAreVeryMany() throws {
    let xml = try XML(SampleFigures.manyCells().svg(.inline))
    #expect(!xml.texts.contains { $0.hasPrefix("unit ") })
    #expect(xml.elements.count < 300)
  }

  @Test func labelsItsAxes() throws {
    let texts = try XML(SampleFigures.maps().svg(.inline)).texts
    #expect(texts.contains("position in the sequence, and the digit read"))
    #expect(texts.contains("hidden unit"))
    #expect(texts.contains("−5") && texts.contains("5"), "the ends of the color bar")
  }

  @Test func showsAllSymbolsOrNone() {
    let symbols = (0..<100).map { "\($0 % 10)" }
    let axis = Axis("position in the sequence", symbols: symbols)
    #expect(!axis.showsSymbols(width: 300))
    #expect(axis.fullLabel(width: 300) == "position in the sequence")
    #expect(axis.showsSymbols(width: 900))
  }
}
