import Cells
import Engine
import Models
import Tasks

/// From names and shapes alone, as in the `state_dict` of a PyTorch module.
extension ModelOutline {
  /// - Parameters: As in `Model.init(reading:)`.
  init(
    namesIn file: Safetensors, source: String, cell: String?, input: TaskInput?,
    answer: TaskAnswer?, cells: CellCatalog
  ) throws(InterchangeError) {
    let reader = ShapeReader(file, source: source)
    let sizes =
      if let cell, reader.names.layers > 0, !reader.names.areTorch {
        try reader.sizes(ofOwn: cell)
      } else if reader.names.layers > 0, !reader.names.areTorch {
        throw InterchangeError.cellNotStated(source: source)
      } else {
        try reader.torchSizes(cell: cell, cells: cells)
      }
    let read = try reader.input(width: sizes.inputWidth, asked: input)
    self.input = read.input
    self.answer = try reader.answer(asked: answer)
    let names = reader.names
    // What nobody can see in the numbers of a module, its dropout above all, is left at its default.
    architecture = Architecture(
      encoding: read.encoding, cell: CellChoice(sizes.cell, hidden: sizes.hidden),
      layers: names.layers,
      direction: names.directions == 2 ? .bidirectional : names.hasForward ? .forward : .backward,
      initialState: names.hasInitialStates ? .learned : .zero, start: .uniform)
  }
}

/// Reads the sizes of a model from the few tensors that decide them.
private struct ShapeReader {
  let file: Safetensors
  let source: String
  let names: RecurrentNames

  init(_ file: Safetensors, source: String) {
    self.file = file
    self.source = source
    names = RecurrentNames(file.tensors.map(\.name))
  }

  /// The cell of a PyTorch module, its width, and features of what it reads.
  func torchSizes(
    cell: String?, cells: CellCatalog
  ) throws(InterchangeError) -> (cell: String, hidden: Int, inputWidth: Int) {
    let recurrent = "rnn.weight_hh\(names.firstSuffix)"
    try require(["rnn.weight_ih\(names.firstSuffix)", recurrent, "readout.weight"])
    let inputWidth = try matrix("rnn.weight_ih\(names.firstSuffix)").columns
    let (rows, hidden) = try matrix(recurrent)
    let layout = TorchLayout.all.first { $0.packing.count * hidden == rows }
    guard let layout else {
      throw problem(
        .shape(name: recurrent, found: [rows, hidden], expected: "[H, H], [3H, H] or [4H, H]"))
    }
    guard let cell else { return (layout.cell, hidden, inputWidth) }
    guard let entry = cells[cell] else {
      throw .model(
        source: source, .unknownCell(name: cell, known: cells.entries.map(\.name)))
    }
    let asked = TorchLayout(of: TracedCell(entry.make(hidden), inputWidth: inputWidth))
    guard asked?.packing == layout.packing else {
      throw .disagreement(
        source: source, what: "cell",
        found: "nn.\(layout.module) by the shape \([rows, hidden]) of \(recurrent)",
        asked: cell.quoted())
    }
    return (cell, hidden, inputWidth)
  }

  /// The same, of a cell that is stored under LongLag's names.
  func sizes(
    ofOwn cell: String
  ) throws(InterchangeError) -> (cell: String, hidden: Int, inputWidth: Int) {
    let first = file.tensors.map(\.name).first {
      $0.hasPrefix("rnn.layers.0.") && $0.hasSuffix(".inputWeights")
    }
    try require([first ?? "rnn.layers.0.….inputWeights", "readout.weight"])
    let inputWidth = try matrix(first ?? "").columns
    let (rows, columns) = try matrix("readout.weight")
    guard columns.isMultiple(of: names.directions) else {
      throw problem(
        .shape(
          name: "readout.weight", found: [rows, columns],
          expected: "an even number of columns, for two directions"))
    }
    return (cell, columns / names.directions, inputWidth)
  }

  /// What the model reads, and how.
  func input(
    width: Int, asked: TaskInput?
  ) throws(InterchangeError) -> (input: TaskInput, encoding: Architecture.Encoding) {
    var input: TaskInput = width == 1 ? .values(features: 1) : .symbols(alphabet: width)
    var encoding: Architecture.Encoding = width == 1 ? .number : .oneHot
    if file["embedding.weight"] != nil {
      let (alphabet, features) = try matrix("embedding.weight")
      (input, encoding) = (.symbols(alphabet: alphabet), .embedding(features))
    } else if asked == .values(features: width) {
      (input, encoding) = (.values(features: width), .number)
    } else if width == 1, case .symbols(let alphabet) = asked, alphabet > 0 {
      (input, encoding) = (.symbols(alphabet: alphabet), .number)
    }
    if let asked, asked != input {
      throw .disagreement(
        source: source, what: "input", found: input.words, asked: asked.words)
    }
    return (input, encoding)
  }

  /// What the model answers.
  func answer(asked: TaskAnswer?) throws(InterchangeError) -> TaskAnswer {
    let width = try matrix("readout.weight").rows
    let found = TaskAnswer(.classes(width), .atEnd)
    guard let asked else { return found }
    guard asked.kind == .classes(width) || asked.kind == .values(width: width) else {
      throw .disagreement(
        source: source, what: "answer", found: found.words, asked: asked.words)
    }
    return asked
  }

  /// Throws if one of these is not there.
  private func require(_ names: [String]) throws(InterchangeError) {
    let missing = names.filter { file[$0] == nil }
    guard !missing.isEmpty else { return }
    let strangers = file.tensors.filter { tensor in
      !["embedding.weight", "readout.weight", "readout.bias"].contains(tensor.name)
        && RecurrentNames([tensor.name]).layers == 0
    }
    throw .tensors(
      source: source,
      missing.map { .missing(name: $0, expected: nil) }
        + strangers.map { .unexpected(name: $0.name, found: $0.shape) })
  }

  /// The sizes of a tensor that has to be a matrix, and not an empty one.
  private func matrix(_ name: String) throws(InterchangeError) -> (rows: Int, columns: Int) {
    let shape = file[name]?.shape ?? []
    guard shape.count == 2, shape[0] > 0, shape[1] > 0 else {
      throw problem(.shape(name: name, found: shape, expected: "a matrix [rows, columns]"))
    }
    return (shape[0], shape[1])
  }

  private func problem(_ problem: TensorProblem) -> InterchangeError {
    .tensors(source: source, [problem])
  }
}
