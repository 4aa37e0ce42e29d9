/// What one bold line of a panel stands for: a series, one kind of measurement of it, and a curve for every seed.
public struct Line: Sendable, Equatable {
  /// The kind of a measurement, told apart by the line's dashes.
  public struct Kind: Sendable, Hashable {
    /// The name in the legend: `train`.
    public let name: String
    /// How the line is drawn.
    public let stroke: Stroke

    /// A kind of one's own.
    public init(_ name: String, _ stroke: Stroke) {
      self.name = name
      self.stroke = stroke
    }

    /// Measured on the rows that the model learns from.
    public static let train = Kind("train", .solid)
    /// Measured on the rows that choose the best parameters.
    public static let dev = Kind("dev", .dashed)
    /// The only kind of a figure; it does not appear in the legend.
    public static let only = Kind("", .solid)
  }

  /// The dashes of a line.
  public enum Stroke: Sendable, Hashable {
    /// Unbroken.
    case solid
    /// Dashed.
    case dashed
    /// Dotted.
    case dotted

    var className: String {
      switch self {
      case .solid: ""
      case .dashed: " dash"
      case .dotted: " dot"
      }
    }
  }

  /// The series, which gives the color.
  public let series: Series
  /// The kind, which gives the dashes.
  public let kind: Kind
  /// One thin curve for each seed; their median is drawn bold.
  public let members: [Curve]

  /// A line.
  public init(_ series: Series, _ kind: Kind = .only, members: [Curve]) {
    self.series = series
    self.kind = kind
    self.members = members
  }

  /// The curve that is drawn bold: the median, or the only member.
  var center: Curve { members.count == 1 ? members[0] : Curve.median(of: members) }

  /// `LSTM train`.
  var name: String { kind.name.isEmpty ? series.name : "\(series.name) \(kind.name)" }
}
