import Testing

@testable import Probes

@Suite struct OperatorCheckTests {
  static let check = OperatorCheck(rounds: 1)

  @Test func coversTheThreeCells() {
    #expect(Self.check.readings.map(\.cell) == ["srn", "lstm", "gru"])
  }

  @Test(arguments: check.readings) func agreesWithPyTorch(reading: OperatorCheck.Reading) {
    // Nine decimals are stored, and the reference path is as exact as they are.
    #expect(reading.referenceToPyTorch < 1e-9)
    #expect(reading.fastToPyTorch < 1e-5)
    #expect(reading.fastToReference < 1e-5)
  }

  @Test(arguments: check.readings) func measuresTime(reading: OperatorCheck.Reading) {
    #expect(reading.fastSeconds > 0 && reading.referenceSeconds > 0)
    #expect(reading.sequencesPerSecond > 0)
  }

  /// The first numbers as Python draws them.
  @Test func drawsWhatTheScriptDraws() {
    #expect(OperatorCheck.draw("x", count: 3, scale: 1) == expected)
  }

  private let expected: [Float] = [-0.916015625, -0.5673828125, 0.0087890625]
}
