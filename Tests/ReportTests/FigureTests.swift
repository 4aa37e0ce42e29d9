import Testing

@testable import Report

@Suite struct FigureTests {
  @Test func isWellFormed() throws {
    for figure in SampleFigures.all {
      for style in [Drawing.Style.standalone, .inline] {
        let xml = try XML(figure.svg(style))
        #expect(!xml.elements.contains("script"))
      }
    }
  }

  @Test func isTheSameEveryTime() {
    for (one, other) in zip(SampleFigures.all, SampleFigures.all) {
      #expect(one.svg(.standalone) == other.svg(.standalone))
    }
  }

  @Test func writesNoNumberThatIsNone() {
    for figure in SampleFigures.all {
      let coordinates = figure.svg(.inline).split(separator: "\"").filter { $0.hasPrefix("M") }
      for coordinate in coordinates {
        #expect(!coordinate.contains("nan") && !coordinate.contains("inf"))
      }
    }
  }

  @Test func standsAloneWithoutVariables() {
    for figure in SampleFigures.all {
      let svg = figure.svg(.standalone)
      #expect(!svg.contains("var("))
      #expect(svg.contains("xmlns=\"http://www.w3.org/2000/svg\""))
      #expect(svg.contains("pt\" height="))
      #expect(!figure.svg(.inline).contains("<style>"), "the page brings the style sheet")
    }
  }

  @Test func colorsAreTheOnesOfTheirEnds() {
    #expect(ColorScale.sequential().color(0) == "#440154")
    #expect(ColorScale.sequential().color(1) == "#fde725")
    #expect(ColorScale.diverging(limit: 5).color(0) == "#f7f7f7")
    #expect(ColorScale.diverging(limit: 5).color(-99) == "#053061")
    #expect(ColorScale.diverging(limit: 5).color(.nan) == "#888888")
  }
}
