/// A measured share with its interval: the accuracy at one length.
public struct Interval: Sendable, Equatable {
  /// Where it was measured: the length.
  public let x: Double
  /// The estimate.
  public let value: Double
  /// The lower end of the interval.
  public let low: Double
  /// The upper end of the interval.
  public let high: Double
  /// Shown with the numbers: `5 seeds`.
  public let note: String

  /// An estimate and its interval.
  public init(x: Double, value: Double, low: Double, high: Double, note: String = "") {
    self.x = x
    self.value = value
    self.low = low
    self.high = high
    self.note = note
  }
}
