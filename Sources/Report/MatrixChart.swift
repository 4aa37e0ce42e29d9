/// Matrices of shares side by side, with the number in every cell: trained at one length, tested at
/// another.
public struct MatrixChart: Figure {
  /// One matrix: of one cell.
  public struct Matrix: Sendable, Equatable {
    /// The heading: `LSTM`.
    public let title: String
    /// The values, row by row; `nil` where nothing was measured.
    public let values: [[Double?]]
    /// What the pointer is told beside each value: `5 seeds`.
    public let notes: [[String]]

    /// A matrix, and a note for every value.
    public init(_ title: String, values: [[Double?]], notes: [[String]] = []) {
      self.title = title
      self.values = values
      self.notes = notes
    }
  }

  /// What is said about the figure.
  public let text: FigureText
  /// The matrices.
  public let matrices: [Matrix]
  /// The label of the vertical axis, and what its rows are called.
  public let rows: (label: String, names: [String])
  /// The label of the horizontal axis, and what its columns are called.
  public let columns: (label: String, names: [String])
  /// The colors, with the range of values.
  public let colors: ColorScale
  /// How many matrices stand side by side.
  let across: Int
  /// The width of the drawing in points.
  public let width: Double

  /// A figure of matrices; a cell whose row and column have the same name is outlined.
  public init(
    _ text: FigureText, matrices: [Matrix], rows: (label: String, names: [String]),
    columns: (label: String, names: [String]), colors: ColorScale = .sequential()
  ) {
    self.text = text
    self.matrices = matrices
    self.rows = rows
    self.columns = columns
    self.colors = colors
    across = max(1, min(matrices.count, columns.names.count > 8 ? 1 : 2))
    width = across == 1 && columns.names.count <= 8 ? 270 : 510
  }
}
