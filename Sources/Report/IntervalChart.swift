/// Estimates with their intervals against a number, for several cells: accuracy by length.
///
/// Intervals at the same place are drawn side by side, so that none covers another.
public struct IntervalChart: Figure {
  /// The estimates of one cell on one set of rows.
  public struct Group: Sendable, Equatable {
    /// The cell, which gives the color and the shape of the mark.
    public let series: Series
    /// The set of rows in the legend: `test`; empty if there is only one.
    public let kind: String
    /// Filled marks, or hollow ones.
    public let isFilled: Bool
    /// The estimates.
    public let intervals: [Interval]

    /// A group of estimates.
    public init(
      _ series: Series, kind: String = "", isFilled: Bool = true, intervals: [Interval]
    ) {
      self.series = series
      self.kind = kind
      self.isFilled = isFilled
      self.intervals = intervals
    }
  }

  /// A horizontal line to compare with: what guessing achieves.
  public struct Level: Sendable, Equatable {
    /// Where it lies.
    public let value: Double
    /// Its label: `chance`.
    public let name: String

    /// A level.
    public init(_ value: Double, name: String) {
      self.value = value
      self.name = name
    }
  }

  /// What is said about the figure.
  public let text: FigureText
  /// The groups.
  public let groups: [Group]
  /// The horizontal axis; its ticks are the places that were measured.
  public let x: Axis
  /// The vertical axis.
  public let y: Axis
  /// The line to compare with.
  public let level: Level?
  /// The width of the drawing in points.
  public let width: Double

  /// A chart of intervals.
  public init(
    _ text: FigureText, groups: [Group], x: Axis, y: Axis = Axis("accuracy", range: 0...1),
    level: Level? = nil, width: Double = 320
  ) {
    self.text = text
    self.groups = groups
    self.x = x
    self.y = y
    self.level = level
    self.width = width
  }
}
