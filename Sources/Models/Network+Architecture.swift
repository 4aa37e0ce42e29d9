public import Cells
public import Engine
public import Tasks

extension Network {
  /// The network that an architecture means for a task. It holds no numbers, however large it is.
  ///
  /// - Throws: `ModelError` for a setting that the architecture cannot have.
  public init(
    _ architecture: Architecture, input: TaskInput, answer: TaskAnswer,
    cells: CellCatalog = .stock
  ) throws(ModelError) {
    let choice = architecture.cell
    guard let entry = cells[choice.name] else {
      throw .unknownCell(name: choice.name, known: cells.entries.map(\.name))
    }
    try Self.check(architecture)
    let cell = entry.make(choice.hidden)
    guard cell.hidden == choice.hidden else {
      throw .cellWidth(name: choice.name, found: cell.hidden, expected: choice.hidden)
    }
    let read: Network.Input =
      switch (input, architecture.encoding) {
      case (.symbols(let alphabet), .embedding(let width)):
        .embedding(symbols: alphabet, width: width)
      case (.symbols(let alphabet), .oneHot): .oneHot(symbols: alphabet)
      case (.symbols, .number): .values(features: 1)
      case (.values(let features), _): .values(features: features)
      }
    let directions: [Direction] =
      switch architecture.direction {
      case .forward: [.forward]
      case .backward: [.backward]
      case .bidirectional: [.forward, .backward]
      }
    let outputs =
      switch answer.kind {
      case .classes(let classes): classes
      case .values(let width): width
      }
    let asked: Readout = answer.moment == .everyStep ? .everyStep : .last
    let readout = architecture.readout ?? asked
    guard (readout == .everyStep) == (asked == .everyStep) else {
      throw .setting(
        key: "readout", found: readout.rawValue,
        expected: asked == .everyStep
          ? "everyStep, as the task asks at every step" : "last or mean, as the task asks once")
    }
    self.init(
      input: read,
      layers: (0..<architecture.layers).map { _ in directions.map { (cell, $0) } },
      initialState: architecture.initialState == .learned ? .learned : .zero,
      dropout: architecture.dropout, readout: readout, outputs: outputs)
  }

  private static func check(_ architecture: Architecture) throws(ModelError) {
    func require(
      _ condition: Bool, _ key: String, _ found: some Any, _ expected: String
    ) throws(ModelError) {
      if !condition { throw .setting(key: key, found: "\(found)", expected: expected) }
    }
    try require(
      (1...16_384).contains(architecture.cell.hidden), "hidden", architecture.cell.hidden,
      "between 1 and 16384")
    try require(
      (1...64).contains(architecture.layers), "layers", architecture.layers, "between 1 and 64")
    try require(
      (0..<1).contains(architecture.dropout), "dropout", architecture.dropout,
      "at least 0 and below 1")
    try require(
      architecture.dropout == 0 || architecture.layers > 1, "dropout", architecture.dropout,
      "0 where there is one layer, as it lies between layers")
    if case .embedding(let width) = architecture.encoding {
      try require((1...16_384).contains(width), "embedding", width, "between 1 and 16384")
    }
    if let bias = architecture.forgetBias {
      try require(bias.isFinite, "forget bias", bias, "a finite number")
    }
  }
}
