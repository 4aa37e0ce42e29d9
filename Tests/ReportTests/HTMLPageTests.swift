import Testing

@testable import Report

@Suite struct HTMLPageTests {
  private func page(_ text: String) -> HTMLPage {
    HTMLPage(
      text, summary: [text],
      sections: [
        .init(text, [.paragraph(text), .list([text])] + SampleFigures.all.map { .figure($0) }),
        .init(
          "Settings",
          [.table(Table(text, columns: [.text(text), .number("value")], rows: [[text, text]]))]),
      ], colophon: text, language: "en")
  }

  @Test func asksTheNetworkForNothing() {
    let html = page("Memory").html().replacing("http://www.w3.org/2000/svg", with: "")
    for word in ["http:", "https:", "src=", "url(", "@import", "<link"] {
      #expect(!html.contains(word), "\(word)")
    }
  }

  @Test func holdsNoScriptButItsOwn() {
    let html = page(SampleFigures.hostile).html()
    #expect(html.split(separator: "<script", omittingEmptySubsequences: false).count == 2)
    #expect(html.split(separator: "</title>", omittingEmptySubsequences: false).count > 2)
    #expect(!html.contains("alert('1')"))
  }

  @Test func opensAndClosesEverything() throws {
    let html = page(SampleFigures.hostile).html()
    let body = try #require(
      html.split(separator: "<body>").last?.split(separator: "<script>").first)
    _ = try XML("<body>" + body + "</body>")
  }

  @Test func namesItsLanguageAndFitsThePhone() {
    let html = page("Memory").html()
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(html.contains("width=device-width"))
    #expect(html.contains("prefers-color-scheme:dark") && html.contains("@media print"))
  }

  @Test func countsFiguresAcrossSections() {
    let html = HTMLPage(
      "Memory", summary: [],
      sections: [
        .init("a", [.figure(SampleFigures.lines())]),
        .init("b", [.figure(SampleFigures.interval()), .figure(SampleFigures.maps())]),
      ]
    ).html()
    for number in 1...3 { #expect(html.contains("Figure \(number). ")) }
  }

  @Test func isTheSameEveryTime() {
    #expect(page("Memory").html() == page("Memory").html())
  }
}
