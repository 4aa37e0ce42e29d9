/// The name of something inside a cell that a recording shows: a gate, the candidate, a state.
///
/// Cells name their gates with it, states are named by it, and a ``Recording`` is read by it, so
/// that `recording[.forget]` and `recording[.cell]` are the same kind of question.
public struct Quantity: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
  /// The name as files and figures print it.
  public let rawValue: String

  /// A quantity of one's own: `Quantity(rawValue: "stabilizer")`.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Lets new content in (LSTM).
  public static let input = Quantity(rawValue: "input")
  /// Keeps or drops what was remembered (LSTM, minimal gated unit).
  public static let forget = Quantity(rawValue: "forget")
  /// Shows or hides what is remembered (LSTM).
  public static let output = Quantity(rawValue: "output")
  /// Drops the past from the candidate (GRU).
  public static let reset = Quantity(rawValue: "reset")
  /// Keeps the past or takes the candidate (GRU).
  public static let update = Quantity(rawValue: "update")
  /// The proposed new content.
  public static let candidate = Quantity(rawValue: "candidate")
  /// The state that a cell shows to what stands above it.
  public static let hidden = Quantity(rawValue: "hidden")
  /// The LSTM's inner state.
  public static let cell = Quantity(rawValue: "cell")

  /// The name.
  public var description: String { rawValue }
}
