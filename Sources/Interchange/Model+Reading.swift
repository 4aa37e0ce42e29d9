public import Cells
import Engine
public import Models
public import Tasks

extension Model {
  /// Reads a model from a file: LongLag's own, or the `state_dict` of a PyTorch module.
  ///
  /// What LongLag wrote says itself what it is. Of any other file, names and shapes say it: a module
  /// with the parts `embedding` (or none), `rnn` (`nn.LSTM`, `nn.GRU` or `nn.RNN`) and `readout`. They
  /// leave open what nobody can see in them, and then the arguments decide.
  ///
  /// - Parameters:
  ///   - file: Tensors and metadata.
  ///   - source: The file's path, for errors.
  ///   - cell: The cell's name. `nn.RNN` is `srn` unless `srn-relu` is said here.
  ///   - input: What it reads. Without an embedding and without this, one feature is a real number,
  ///     several are a symbol's one-hot row.
  ///   - answer: What it answers. Without this, a class at the end of the sequence.
  ///   - cells: The catalog in which the cell is found.
  /// - Throws: `InterchangeError`, which names all tensors that are missing, not expected or of
  ///   another shape.
  public init(
    reading file: Safetensors, source: String = "safetensors data", cell: String? = nil,
    input: TaskInput? = nil, answer: TaskAnswer? = nil, cells: CellCatalog = .stock
  ) throws(InterchangeError) {
    let outline: ModelOutline
    let stated = try ModelOutline(metadata: file.metadata, source: source)
    if let stated {
      try stated.check(cell: cell, input: input, answer: answer, source: source)
      outline = stated
    } else {
      outline = try ModelOutline(
        namesIn: file, source: source, cell: cell, input: input, answer: answer, cells: cells)
    }
    // The network holds no numbers: a file that claims to be enormous is refused before any are made.
    let network: Network
    do throws(ModelError) {
      network = try Network(
        outline.architecture, input: outline.input, answer: outline.answer, cells: cells)
    } catch {
      throw .model(source: source, error)
    }
    let parameters = try file.parameters(
      of: network, source: source, biasesMayLack: stated == nil)
    do throws(ModelError) {
      try self.init(
        outline.architecture, input: outline.input, answer: outline.answer, cells: cells,
        parameters: parameters)
    } catch {
      throw .model(source: source, error)
    }
  }
}
