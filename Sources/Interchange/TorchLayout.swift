import Cells
public import Engine

/// How PyTorch stores a recurrence whose cell it has too.
///
/// PyTorch packs the affine maps of a step as blocks of rows into one matrix for the input and one for
/// the state, and gives both a bias:
///
/// | tensor | shape |
/// |---|---|
/// | `rnn.weight_ih_l0` | `[blocks · hidden, features read]` |
/// | `rnn.weight_hh_l0` | `[blocks · hidden, hidden]` |
/// | `rnn.bias_ih_l0`, `rnn.bias_hh_l0` | `[blocks · hidden]` |
///
/// `l0` counts layers; the recurrence that reads backwards has `_reverse` behind it. An affine map
/// with one bias keeps it in `bias_ih`, with zeros in `bias_hh`; when read, the two are added.
public struct TorchLayout: Sendable, Hashable {
  /// The cell's name in LongLag's catalog.
  public let cell: String
  /// The module of `torch.nn`, as it is written there.
  public let module: String
  /// The affine maps of the equation by name, in the order of their rows.
  public let packing: [String]
  /// Those of them whose half that reads the state has a bias of its own, kept in `bias_hh`.
  public let recurrentBiases: Set<String>

  /// All cells that PyTorch has too.
  public static let all = [
    TorchLayout(cell: "srn", module: "RNN", packing: ["hidden"]),
    TorchLayout(cell: "srn-relu", module: #"RNN(nonlinearity="relu")"#, packing: ["hidden"]),
    TorchLayout(
      cell: "lstm", module: "LSTM", packing: ["input", "forget", "candidate", "output"]),
    TorchLayout(
      cell: "gru", module: "GRU", packing: ["reset", "update", "candidate"],
      recurrentBiases: ["candidate"]),
  ]

  private init(
    cell: String, module: String, packing: [String], recurrentBiases: Set<String> = []
  ) {
    self.cell = cell
    self.module = module
    self.packing = packing
    self.recurrentBiases = recurrentBiases
  }

  /// The layout of a cell; `nil` where PyTorch has no such cell.
  ///
  /// A cell is recognized by its equation, not by its name: somebody's own cell may well be called
  /// `lstm` without being PyTorch's.
  public init?(of cell: TracedCell) {
    let layout = Self.all.first { layout in
      CellCatalog.stock[layout.cell].map { entry in
        let twin = TracedCell(entry.make(cell.states[0].width), inputWidth: cell.inputWidth)
        return twin.graph == cell.graph && twin.parameters == cell.parameters
          && twin.states == cell.states && twin.results == cell.results
      } ?? false
    }
    guard let layout else { return nil }
    self = layout
  }
}
