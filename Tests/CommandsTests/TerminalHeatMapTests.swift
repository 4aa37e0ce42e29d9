import Foundation
import LongLag
import Testing

@testable import Commands

@Suite struct TerminalHeatMapTests {
  private func recording(
    _ cell: String, hidden: Int = 6, layers: Int = 1,
    direction: Architecture.Direction = .forward, alphabet: Int = 10, _ symbols: [Int],
    scale: Float = 1
  ) throws -> ModelRecording {
    var model = try Model(
      Architecture(
        encoding: .embedding(4), cell: CellChoice(cell, hidden: hidden), layers: layers,
        direction: direction), input: .symbols(alphabet: alphabet),
      answer: TaskAnswer(.classes(19), .atEnd), seed: 1)
    model.parameters = model.parameters.map { $0 * scale }
    return try model.record(symbols)
  }

  /// The lines without their escape sequences.
  private func visible(_ text: String) -> [String] {
    text.replacing(/\u{1b}\[[0-9;]*m/, with: "").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  @Test func charactersAreDrawnAsTheyWereLookedAt() throws {
    let recording = try recording("lstm", [6, 7, 0, 0, 1, 0, 0, 0, 0, 0], scale: 3)
    let drawn = TerminalHeatMap.render(recording, width: 70, color: false)
    #expect(drawn == snapshot)
    #expect(drawn.utf8.allSatisfy { $0 < 128 })
  }

  @Test func colorsPutTwoUnitsInARow() throws {
    let recording = try recording("srn", hidden: 3, [4, 2])
    let drawn = TerminalHeatMap.render(recording, width: 40, color: true)
    let rows = try #require(recording.topRecording.rows(of: .hidden))
    func color(_ value: Float) -> String {
      let hex = ColorScale.diverging(limit: 1).color(Double(value)).dropFirst()
      let numbers = stride(from: 0, to: 6, by: 2).map { start in
        Int(hex.dropFirst(start).prefix(2), radix: 16) ?? -1
      }
      return numbers.map(String.init).joined(separator: ";")
    }
    let pair = rows.map { "\u{1b}[38;2;\(color($0[0]));48;2;\(color($0[1]))m▀▀▀" }.joined()
    #expect(drawn.contains("0  \(pair)\u{1b}[0m\n"))
    // The last unit stands alone, above the terminal's own background.
    let single = rows.map { "\u{1b}[38;2;\(color($0[2]));49m▀▀▀" }.joined()
    #expect(drawn.contains("   \(single)\u{1b}[0m\n"))
    #expect(visible(drawn).contains("   4  2"))
  }

  @Test(arguments: [0, 20, 43, 80, 400], [false, true])
  func noLineIsWiderThanTheTerminal(width: Int, color: Bool) throws {
    let symbols = (0..<150).map { $0 % 10 }
    for cell in ["lstm", "gru", "srn-relu", "lstm-peephole"] {
      let drawn = TerminalHeatMap.render(
        try recording(cell, hidden: 5, symbols), width: width, color: color)
      // What is said in words is as long as it is.
      let maps = visible(drawn).filter { $0.contains("▀") || $0.contains("|") }
      let widest = maps.filter { !$0.contains("█") }.map(\.count).max() ?? 0
      #expect(widest <= max(width, 40), "\(cell)")
      #expect(widest > 15)
    }
  }

  @Test func aLongSequenceIsDrawnPieceByPiece() throws {
    let drawn = TerminalHeatMap.render(
      try recording("srn", Array(repeating: 3, count: 100)), width: 44, color: false)
    let headings = visible(drawn).filter { $0.hasPrefix("positions") }
    #expect(headings == ["positions 0 to 39", "positions 40 to 79", "positions 80 to 99"])
  }

  @Test func symbolsOfSeveralDigitsKeepTheirDistance() throws {
    let drawn = TerminalHeatMap.render(
      try recording("srn", alphabet: 120, [7, 119, 10]), width: 80, color: false)
    #expect(visible(drawn).contains("   7   119 10"))
  }

  @Test func directionsAndLayersHaveHeadings() throws {
    let both = try recording("gru", layers: 2, direction: .bidirectional, [1, 2, 3])
    let headings = visible(TerminalHeatMap.render(both, width: 80, color: true))
      .filter { $0.hasPrefix("layer") }
    #expect(
      headings == [
        "layer0", "layer0.backward, which reads from the right", "layer1",
        "layer1.backward, which reads from the right",
      ])
    let one = try recording("gru", [1, 2, 3])
    #expect(!TerminalHeatMap.render(one, width: 80, color: true).contains("layer"))
  }

  @Test func manyUnitsAreCutAndItSaysSo() throws {
    let recording = try recording("srn", hidden: 70, [1, 2, 3])
    let drawn = visible(TerminalHeatMap.render(recording, width: 80, color: false))
    #expect(drawn.contains("the first 64 of 70 units"))
    #expect(drawn.filter { $0.hasSuffix("|") }.count == 64)
  }

  @Test func statesThatExplodedAreDrawnToo() throws {
    let recording = try recording("srn-relu", [1, 2, 3, 4, 5, 6], scale: 1e20)
    for color in [false, true] {
      let drawn = TerminalHeatMap.render(recording, width: 80, color: color)
      #expect(drawn.contains("probability ? %") || drawn.contains("probability 100 %"))
    }
  }

  @Test func rampsSayWhereZeroIs() throws {
    let recording = try recording("lstm", [1, 2, 3])
    let gate = TerminalScale(of: .forget, in: recording.topRecording)
    #expect([0, 0.09, 0.5, 0.99, 1].map(gate.character) == [" ", " ", "+", "@", "@"])
    let state = TerminalScale(of: .cell, in: recording.topRecording)
    #expect([-1, -0.2, 0, 0.2, 1, 9].map(state.character) == ["@", ".", " ", "'", "#", "#"])
    #expect(state.character(.nan) == "?")
    #expect(state.color(.nan) == "136;136;136")
    #expect(gate.color(0) == "68;1;84")
  }
}

private let snapshot = #"""
  reads 10 symbols, answers 2 (probability 20 %)

  input gate      forget gate     output gate     candidate
  0 |%@@@:%@@@@|  0 |@%@@:@@@@@|  0 |=-=++*=+++|  0 |o#'o#ox   |
    |#:%%*%##%%|    |.@=#.+:++*|    |=+.-@-..:-|    |O..O#@OOOO|
    |:#:- -. .:|    |@#=+ @*+*+|    |@@@@.@@@@@|    |@@@@x@@@@@|
    | .        |    |@:@@@#@@@@|    |=.+*%++*++|    |####'#####|
    |-=%#@%###*|    |@+@@-%*#%@|    |:=-: %#==-|    |####ox####|
    |-.*=@:**==|    |##@% @@@@%|    |@@@@+@@@@@|    |xo+'@x++++|
     6700100000      6700100000      6700100000      6700100000

  hidden state    cell state
  0 |.'' ' ''''|  0 |.''   ''''|
    |.. .+.  ..|    |....'...oo|
    |.Ooo .....|    | ...     .|
    |    '     |    |          |
    | ''' +x++'|    | '+x '++xx|
    |''++oO. '+|    |  ''..   '|
     6700100000      6700100000

  input, forget, output   0 | .:-=+*#%@| 1
  candidate, hidden      -1 |@Oo. '+x#| 1
  cell                   -3 |@Oo. '+x#| 3

  across: the positions, with the symbol read at each
  down:   the hidden units, one to a row

  """#
