import Testing

@testable import Report

@Suite struct LinePanelsTests {
  private let across = Scale(.linear, domain: 0...10, from: 0, to: 100)
  private let up = Scale(.linear, domain: 0...10, from: 100, to: 0)
  private let frame = Frame(x: 0, y: 0, width: 100, height: 100)

  private func path(_ values: [Double], y: Scale? = nil) -> LinePath {
    LinePath(Curve("seed 0", y: values), x: across, y: y ?? up, in: frame)
  }

  @Test func drawsInTenthsOfAPoint() {
    #expect(path([0, 1, 0.5]).data == "M0 1000l100-100 100 50")
  }

  @Test func cutsWhereAValueIsMissingAndKeepsThePlace() {
    let cut = path([1, 2, .nan, .infinity, 3, 4, .nan])
    #expect(cut.data == "M0 900l100-100M400 700l100-100")
    #expect(cut.losses.map(\.x) == [2, 6])
    #expect(cut.losses.allSatisfy { $0.cause == .notFinite })
  }

  @Test func marksZeroOnALogarithmicAxis() {
    let scale = Scale(.logarithmic, domain: 0.01...1, from: 100, to: 0)
    let cut = path([1, 0, -1, 0.01], y: scale)
    #expect(cut.data == "M0 0h.1M300 1000h.1", "points alone are dots")
    #expect(cut.losses.map(\.cause) == [.notPositive])
  }

  @Test func thinsOutWhatNoScreenCanShow() {
    let dense = Curve(
      "dense", x: (0..<10_000).map { Double($0) / 1000 },
      y: (0..<10_000).map { $0 == 5_000 ? 10 : Double($0 % 2) })
    let data = LinePath(dense, x: across, y: up, in: frame).data
    #expect(data.utf8.count < 10_000)
    #expect(data.contains("-900"), "the one high value is still there")
  }

  @Test func medianIsTheMiddleSeed() {
    let seeds = [[1.0, 5, .nan], [2, 4, .nan], [9, 3, 1]].map { Curve("", y: $0) }
    #expect(Curve.median(of: seeds).y == [2, 4, .infinity])
    #expect(Curve.median(of: Array(seeds.prefix(2))).y.first == 1.5)
    #expect(Curve.median(of: []).y.isEmpty)
  }

  @Test func medianNeedsMoreThanHalfOfTheSeeds() {
    let seeds = [[1.0, 2, 3], [1, 2], [1]].map { Curve("", y: $0) }
    #expect(Curve.median(of: seeds).x == [0, 1])
  }

  @Test func saysItsNumbersUnderThePointer() throws {
    let texts = try XML(SampleFigures.lines().svg(.inline)).texts
    #expect(
      texts.contains { $0.hasPrefix("length 5, training step 0&#10;SRN train 1.50 (1.00 to 3.00)") }
    )
  }

  @Test func countsTheSeedsThatLeftTheNumbers() throws {
    let seeds = [[1.0, .nan], [2.0, .nan], [3.0, 4]].map { Curve("", y: $0) }
    let figure = LinePanels(
      FigureText(name: "", title: ""),
      panels: [Panel("", [Line(Series("SRN", .blue), .train, members: seeds)])], x: Axis("step"),
      y: Axis("loss"))
    let texts = try XML(figure.svg(.inline)).texts
    #expect(texts.contains("step 1&#10;SRN train not finite (4.00 to 4.00, 2 not finite)"))
  }

  @Test func aFullFigureLeavesRoomForTheOthersOfAPage() {
    let seeds = (0..<5).map { seed in
      Curve("seed \(seed)", y: (0..<190).map { Double(($0 * 37 + seed * 11) % 101) / 30 })
    }
    let panels = (0..<6).map { panel in
      Panel(
        "length \(panel)",
        SampleFigures.cells.flatMap { cell in
          [Line.Kind.train, .dev].map { Line(cell, $0, members: seeds) }
        })
    }
    let figure = LinePanels(
      FigureText(name: "loss", title: "Loss"), panels: panels, x: Axis("step"), y: Axis("loss"))
    #expect(figure.svg(.inline).utf8.count < 300_000, "a page of at most 3 MB holds ten of them")
  }

  @Test func everySeedIsThinAndTheMedianBold() {
    let svg = SampleFigures.lines().svg(.inline)
    #expect(svg.components(of: "class=\"thin c1\"") == 2 * 3)
    #expect(svg.components(of: "class=\"bold c1\"") == 2)
    #expect(svg.components(of: "class=\"bold c2 dash\"") == 2)
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int {
    split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}
