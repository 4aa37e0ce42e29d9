/// Heat maps side by side: what the gates and the state did while a sequence was read.
///
/// Time runs to the right, with the digit read below every column; hidden units run down from unit 0.
public struct HeatMaps: Figure {
  /// What is said about the figure.
  public let text: FigureText
  /// The maps, row by row.
  public let maps: [HeatMap]
  /// The sequence that was read.
  public let symbols: [String]
  /// What a symbol is: `digit`.
  public let symbolName: String
  /// How many maps stand side by side.
  public let columns: Int
  /// The width of the drawing in points.
  public let width: Double

  /// The most cells for which every single one says its value under the pointer.
  static let mostNamedCells = 2_000

  /// A figure of heat maps.
  public init(
    _ text: FigureText, maps: [HeatMap], symbols: [String], symbolName: String = "digit",
    columns: Int? = nil, width: Double = 510
  ) {
    self.text = text
    self.maps = maps
    self.symbols = symbols
    self.symbolName = symbolName
    self.columns = max(1, min(columns ?? (symbols.count > 16 ? 3 : 5), maps.count))
    self.width = width
  }
}
