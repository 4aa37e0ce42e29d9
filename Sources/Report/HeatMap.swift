/// What one gate or state did over one sequence.
public struct HeatMap: Sendable, Equatable {
  /// The heading: `forget gate`.
  public let title: String
  /// Whose it is: `LSTM`. Neighbors of the same owner share a heading above.
  public let owner: String
  /// The values: for every position in the sequence, one for every hidden unit.
  public let values: [[Double]]
  /// The colors, with the range of values.
  public let colors: ColorScale

  /// A map of values, time first.
  public init(_ title: String, of owner: String = "", values: [[Double]], colors: ColorScale) {
    self.title = title
    self.owner = owner
    self.values = values
    self.colors = colors
  }

  /// How many positions.
  public var time: Int { values.count }
  /// How many hidden units.
  public var units: Int { values.map(\.count).max() ?? 0 }
}
