/// A grid of panels with lines: loss against step with one panel for each length, gradient norms against step or
/// position.
///
/// Every seed is a thin line and their median a bold one. Panels of one row share their vertical axis, all panels
/// share the horizontal one.
///
/// ```swift
/// let figure = LinePanels(
///   FigureText(name: "loss-lstm", title: "LSTM: loss while it learns"),
///   panels: [Panel("length 5", [Line(lstm, .train, members: seeds)])],
///   x: Axis("training step"), y: Axis("loss", includesZero: true))
/// try figure.svg(.standalone).write(toFile: figure.fileName)
/// ```
public struct LinePanels: Figure {
  /// What is said about the figure.
  public let text: FigureText
  /// The panels, row by row.
  public let panels: [Panel]
  /// How many panels stand side by side.
  public let columns: Int
  /// The horizontal axis.
  public let x: Axis
  /// The vertical axis.
  public let y: Axis
  /// The width of the drawing in points.
  public let width: Double
  /// The height of the inside of one panel in points.
  public let panelHeight: Double
  /// Whether all panels show the same range of the horizontal axis.
  public let sharesX: Bool
  /// What one thin line is: `seed`.
  public let memberName: String
  /// Smaller values are drawn at this height, and still say what they are under the pointer.
  public let floor: Double?

  /// A figure of panels; a single panel is narrower and higher.
  public init(
    _ text: FigureText, panels: [Panel], columns: Int = 3, x: Axis, y: Axis,
    width: Double? = nil, panelHeight: Double? = nil, sharesX: Bool = true,
    memberName: String = "seed", floor: Double? = nil
  ) {
    self.text = text
    self.panels = panels
    self.columns = max(1, min(columns, panels.count))
    self.x = x
    self.y = y
    self.width = width ?? (self.columns == 1 ? 320 : 510)
    self.panelHeight = panelHeight ?? (self.columns == 1 ? 180 : 105)
    self.sharesX = sharesX
    self.memberName = memberName
    self.floor = floor
  }

  /// A value, or the floor where it is smaller.
  func raised(_ value: Double) -> Double { floor.map { value < $0 ? $0 : value } ?? value }

  /// A curve none of whose values lies below the floor.
  func raised(_ curve: Curve) -> Curve {
    floor == nil ? curve : Curve(curve.name, x: curve.x, y: curve.y.map(raised))
  }

  /// The series of all panels, in order of appearance.
  var series: [Series] { unique(panels.flatMap(\.lines).map(\.series)) }

  /// The kinds of measurement that have a name, in order of appearance.
  var kinds: [Line.Kind] {
    unique(panels.flatMap(\.lines).map(\.kind)).filter { !$0.name.isEmpty }
  }

  private func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }
}
