import Testing

@testable import Report

@Suite struct MatrixChartTests {
  private func chart(_ values: [[Double?]]) -> MatrixChart {
    MatrixChart(
      FigureText(name: "transfer", title: "Transfer"), matrices: [.init("LSTM", values: values)],
      rows: ("trained at length", ["5", "10"]), columns: ("tested at length", ["5", "10"]))
  }

  @Test func writesEveryNumberInItsCell() throws {
    let texts = try XML(chart([[0.91, 0.1], [nil, 0.5]]).svg(.standalone)).texts
    for number in ["0.91", "0.10", "0.50", "–"] { #expect(texts.contains(number)) }
    #expect(texts.contains("LSTM, trained at length 5, tested at length 10: 0.100"))
  }

  @Test func setsDarkNumbersOnBrightCells() {
    let svg = chart([[1, 0], [nil, nil]]).svg(.inline)
    #expect(svg.contains("onbright\">1.00") && svg.contains("ondark\">0.00"))
  }

  @Test func survivesMissingRows() throws {
    _ = try XML(chart([]).svg(.standalone))
    _ = try XML(chart([[.nan]]).svg(.standalone))
  }
}
