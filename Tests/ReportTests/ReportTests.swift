import Cells
import FolderSupport
import Laboratory
import Models
import Probes
import Testing
import Training

@testable import Report

/// The whole way, from a few steps of training to the page.
@Suite struct ReportTests {
  static let hostile = SampleFigures.hostile

  static func runs(
    _ name: String, cells: [String]? = nil, lengths: [Int], seeds: Int = 2
  ) async throws -> [Run] {
    let preset = try #require(Preset.named(name))
    let catalog = CellCatalog.stock.adding(hostile, "a cell with a strange name") {
      SRN(hidden: $0)
    }
    var experiments = preset.experiments(lengths: lengths, cells: cells, seeds: seeds, epochs: 1)
    for index in experiments.indices {
      experiments[index].plan.duration = .steps(4)
      experiments[index].plan.evaluateEvery = 2
      experiments[index].model.cell.hidden = 4
    }
    return try await Laboratory(
      cells: catalog, probing: Probing(reach: true, gates: true, transferLengths: lengths)
    ).run(experiments)
  }

  private func names(_ report: Report) -> [String] { report.figures.map(\.text.name) }

  @Test func drawsEveryFigureOfTheBook() async throws {
    let runs = try await Self.runs("book", lengths: [4, 10])
    let check = OperatorCheck(rounds: 1)
    let report = try Report(runs, of: #require(Preset.named("book")), operatorCheck: check)
    #expect(
      names(report) == [
        "accuracy-by-length", "loss-srn", "loss-lstm", "gates", "gradient-reach", "transfer",
      ])
    let maps = try #require(report.gateMaps.first)
    #expect(maps.symbols.joined(separator: " ") == "6 7 0 0 1 0 0 0 0 0")
    #expect(
      maps.maps.map(\.title) == [
        "input gate", "forget gate", "output gate", "cell state", "hidden state",
      ])
    #expect(maps.maps[0].colors == .sequential() && maps.maps[3].colors == .diverging(limit: 5))
    let html = report.html()
    #expect(html.contains("sequences/s") && html.utf8.count < 3_000_000)
    for figure in report.figures { _ = try XML(figure.svg(.standalone)) }
  }

  @Test func drawsTheNormsOfAnExplosion() async throws {
    let runs = try await Self.runs("explosion", lengths: [6], seeds: 1)
    let report = try Report(runs, of: #require(Preset.named("explosion")))
    #expect(names(report).contains("gradient-norms"))
    #expect(report.subjects.map(\.name) == ["SRN (not clipped)", "SRN (clipped per tensor at 5)"])
    #expect(report.gradientNorms?.panels.first?.lines.map(\.series.name) == ["W", "U", "b"])
    #expect(report.transferMatrices == nil)
  }

  @Test func showsWhatTheCoursePrinted() async throws {
    let runs = try await Self.runs("course", lengths: [5], seeds: 1)
    let report = try Report(runs, of: #require(Preset.named("course")))
    #expect(names(report).contains("printed-accuracy-course"))
    #expect(report.html().contains("its own metric prints"))
    #expect(report.devName == "test")
  }

  @Test func cutsTheSequenceToTheNearestLength() async throws {
    let runs = try await Self.runs("book", cells: ["srn"], lengths: [3, 30], seeds: 1)
    let report = try Report(runs, of: #require(Preset.named("book")))
    #expect(report.gateMaps.first?.symbols == ["6", "7", "1"])
  }

  @Test func reportsPartOfAReproduction() async throws {
    let runs = try await Self.runs("book", lengths: [4, 6])
    let preset = try #require(Preset.named("book"))
    for count in 0...runs.count {
      let report = try Report(Array(runs.prefix(count)), of: preset)
      let html = report.html()
      if count == 0 { #expect(html.contains("No run has ended yet")) }
      if count == 3 { #expect(html.contains("These results are partial")) }
    }
  }

  @Test func escapesAStrangeName() async throws {
    let runs = try await Self.runs("book", cells: [Self.hostile, "lstm"], lengths: [4], seeds: 1)
    let report = try Report(runs, of: #require(Preset.named("book")))
    let html = report.html()
    #expect(!html.contains("alert('1')"))
    #expect(html.split(separator: "<script", omittingEmptySubsequences: false).count == 2)
    let body = try #require(
      html.split(separator: "<body>").last?.split(separator: "<script>").first)
    _ = try XML("<body>" + body + "</body>")
    for figure in report.figures {
      _ = try XML(figure.svg(.standalone))
      #expect(figure.fileName.allSatisfy { $0.isLetter || $0.isNumber || "-.".contains($0) })
    }
  }

  @Test func namesNoTwoFilesAlike() async throws {
    let runs = try await Self.runs(
      "book", cells: ["srn", "srn-relu", "gru"], lengths: [4], seeds: 1)
    let files = try Report(runs, of: #require(Preset.named("book"))).figures.map(\.fileName)
    #expect(Set(files).count == files.count)
  }

  @Test func writesThePageAndEveryFigure() async throws {
    let runs = try await Self.runs("book", cells: ["srn"], lengths: [4], seeds: 1)
    let report = try Report(runs, of: #require(Preset.named("book")))
    let folder = TemporaryFolder()
    let page = try report.write(to: folder.file("a/b"))
    #expect(page == folder.file("a/b/report.html"))
    #expect(try folder.text("a/b/report.html") == report.html())
    for figure in report.figures {
      #expect(try folder.text("a/b/figures/\(figure.fileName)") == figure.svg(.standalone))
    }
    // Again, into folders that are there.
    try report.write(to: folder.file("a/b"))
  }

  @Test func everyFigureSaysHowItIsDrawnAgain() async throws {
    let runs = try await Self.runs("book", lengths: [4, 5])
    let report = try Report(
      runs, of: #require(Preset.named("book")), command: { "longlag report --figure '\($0)' <x>" })
    let html = report.html()
    for figure in report.figures {
      let name = figure.text.name
      #expect(html.contains("longlag report --figure &#39;\(name)&#39; &lt;x&gt;</code>"))
      #expect(report.figure(named: name)?.svg(.standalone) == figure.svg(.standalone))
    }
    #expect(report.figure(named: "nothing") == nil)
    #expect(html.contains("What the data support"))
    #expect(html.contains("2 seeds cannot tell SRN and LSTM apart"))
    #expect(html.contains("The budgets are not equal"))
  }

  @Test func saysWhatIsInTheWay() async throws {
    let report = try Report([], of: #require(Preset.named("book")))
    #expect(throws: FileError.self) { try report.write(to: "/dev/null/report") }
  }
}
