import Testing

@testable import Report

@Suite struct MarkupTests {
  @Test func escapesTextAndAttributes() {
    let markup = Markup.element("b", ["title": "\"'<&>"], [.text("</b><script>&")])
    let text = "<b title=\"&quot;&#39;&lt;&amp;&gt;\">&lt;/b&gt;&lt;script&gt;&amp;</b>"
    #expect(markup.written(as: .html) == text)
  }

  @Test func replacesWhatNoDocumentMayHold() {
    #expect(Markup.escaped("a\u{0}\u{1B}\u{FFFE}b") == "a\u{FFFD}\u{FFFD}\u{FFFD}b")
    #expect(Markup.escaped("\u{202E}txt") == "\u{FFFD}txt", "text must not be turned around")
    #expect(Markup.escaped("a\nb") == "a&#10;b")
  }

  @Test func closesEmptyElementsAsTheDialectWants() {
    #expect(Markup.element("path").written(as: .xml) == "<path/>")
    #expect(Markup.element("p").written(as: .html) == "<p></p>")
    #expect(Markup.element("br").written(as: .html) == "<br>")
  }

  @Test func leavesOutAttributesWithoutAValue() {
    #expect(Markup.element("p", ["id": nil, "class": "a"]).written(as: .xml) == "<p class=\"a\"/>")
  }

  @Test(arguments: [
    (0.0, "0"), (12.0, "12"), (0.5, ".5"), (-0.25, "-.25"), (3.006, "3.01"), (-0.001, "0"),
    (10.05, "10.05"), (.nan, "0"), (1e300, "1000000"),
  ])
  func writesCoordinatesShort(value: Double, text: String) {
    #expect(SVG.number(value) == text)
  }

  @Test func makesFileNamesThatStayInTheirFolder() {
    #expect(FigureText.fileName("../../Etc/pass wd") == "etc-pass-wd")
    #expect(FigureText.fileName("<>") == "figure")
    #expect(FigureText.fileName("Loss of LSTM, L = 10") == "loss-of-lstm-l-10")
  }
}
