import Cells
import Engine

/// The same weights through every path that computes a cell: how far the answers are apart, and how
/// long they take.
///
/// The reference path runs the traced equation plainly, in `Double`. The fast path is the one that
/// trains. The third answer is PyTorch's, computed once in double precision and stored with nine
/// decimals. Weights and input are not stored: they follow from their names.
///
/// ```swift
/// let check = OperatorCheck()
/// print(check.readings[0].fastToPyTorch)   // about 1e-7: single precision
/// ```
public struct OperatorCheck: Sendable, Hashable, Codable {
  /// What was found for one cell.
  public struct Reading: Sendable, Hashable, Codable {
    /// The cell's name in the catalog.
    public let cell: String
    /// The largest difference between the last hidden states of the fast and the reference path.
    public let fastToReference: Double
    /// The same between the reference path and PyTorch.
    public let referenceToPyTorch: Double
    /// The same between the fast path and PyTorch.
    public let fastToPyTorch: Double
    /// Seconds for 100 forward passes on the fast path.
    public let fastSeconds: Double
    /// Seconds for 100 forward passes on the reference path, scaled up from fewer.
    public let referenceSeconds: Double

    /// Sequences per second on the fast path.
    public var sequencesPerSecond: Double {
      fastSeconds > 0
        ? Double(OperatorCheck.passes * OperatorCheck.batch) / fastSeconds : .infinity
    }
  }

  /// Sequences of the batch.
  public static let batch = 8
  /// Steps of a sequence.
  public static let length = 20
  /// Features of the input, and units of the state.
  public static let width = 32
  /// Forward passes of which the time is told.
  public static let passes = 100

  /// One reading per cell: SRN, LSTM, GRU.
  public let readings: [Reading]
  /// The version of PyTorch that computed the stored answers.
  public let pyTorchVersion: String

  /// Computes all answers and measures the time; this takes less than a second in a release build.
  ///
  /// - Parameter rounds: How often the passes are timed; the quickest round is told, as it is the one
  ///   that was disturbed least.
  public init(rounds: Int = 5) {
    readings = [
      Self.read("srn", SRN(hidden: Self.width), Self.srnStates, rounds: rounds),
      Self.read("lstm", LSTM(hidden: Self.width), Self.lstmStates, rounds: rounds),
      Self.read("gru", GRU(hidden: Self.width), Self.gruStates, rounds: rounds),
    ]
    pyTorchVersion = Self.goldenVersion
  }

  private static func read(
    _ name: String, _ cell: any RecurrentCell, _ golden: [Double], rounds: Int
  ) -> Reading {
    let network = Network(
      input: .values(features: width), layers: [[(cell, .forward)]], readout: .last, outputs: 1)
    let parameters = network.parameters.flatMap { parameter -> [Float] in
      // Nobody looks at the read-out here.
      guard parameter.name.hasPrefix("layers.0.") else {
        return Array(repeating: 0, count: parameter.count)
      }
      return draw(String(parameter.name.dropFirst(9)), count: parameter.count, scale: 4)
    }
    let input = draw("x", count: length * batch * width, scale: 1)
    let sequences = Batch(
      count: batch, time: length, input: .values(input, features: width))

    let executor = FastExecutor(network, batch: batch, time: length, purpose: .inference)
    executor.run(parameters, on: sequences)
    let fast = executor.finalStates[0][0].map(Double.init)
    let exact = parameters.map(Double.init)
    let oracle = ReferenceExecutor(network)
    let reference = oracle.run(exact, on: sequences).finalStates[0][0]

    let few = 2
    return Reading(
      cell: name, fastToReference: largestDifference(fast, reference),
      referenceToPyTorch: largestDifference(reference, golden),
      fastToPyTorch: largestDifference(fast, golden),
      fastSeconds: quickest(of: rounds) {
        for _ in 0..<passes { executor.run(parameters, on: sequences) }
      },
      referenceSeconds: Double(passes / few)
        * quickest(of: 1) { for _ in 0..<few { _ = oracle.run(exact, on: sequences) } })
  }

  /// A linear congruential generator, seeded by the name; multiples of 2⁻¹² in −1 ..< 1, divided by
  /// the scale. The script that asked PyTorch has the same lines.
  static func draw(_ name: String, count: Int, scale: Float) -> [Float] {
    var state: UInt32 = 0
    for byte in name.utf8 { state = state &* 31 &+ UInt32(byte) }
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return (Float(state >> 16 & 2047) - 1024) / 1024 / scale
    }
  }

  private static func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count == b.count else { return .infinity }
    let differences = zip(a, b).map { abs($0 - $1) }
    return differences.contains(where: \.isNaN) ? .infinity : differences.max() ?? 0
  }

  private static func quickest(of rounds: Int, _ work: () -> Void) -> Double {
    let clock = ContinuousClock()
    return (0..<max(1, rounds)).map { _ in clock.measure(work) / .seconds(1) }.min() ?? 0
  }
}
