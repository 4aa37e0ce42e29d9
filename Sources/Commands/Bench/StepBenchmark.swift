import LongLag

/// What a benchmark runs: a network, its numbers and the shape of its batches.
struct StepBenchmark {
  /// The structure.
  let network: Network
  /// Where its parameters start.
  let parameters: [Float]
  /// Sequences of a batch.
  let batch: Int
  /// Steps of a sequence.
  let time: Int

  /// What the options of a command mean.
  ///
  /// - Throws: `Failure` for what cannot be meant or does not fit the machine; what reading a file
  ///   throws.
  init(_ command: BenchStep, cells: CellCatalog) throws {
    guard cells[command.cell] != nil else {
      throw Failure.unknown("cell", command.cell, known: cells.entries.map(\.name))
    }
    let reads: TaskInput =
      command.symbols.map { .symbols(alphabet: $0) } ?? .values(features: command.input)
    var structure = Architecture(
      embedding: command.input, cell: CellChoice(command.cell, hidden: command.hidden))
    structure.layers = command.layers
    try MemoryNeed(
      of: structure, reading: reads, batch: command.batch, time: command.time, cells: cells
    ).check()
    let answer = TaskAnswer(.classes(command.classes), .atEnd)
    network = try Network(structure, input: reads, answer: answer, cells: cells)
    (batch, time) = (command.batch, command.time)
    guard let path = command.weights else {
      var random = RandomStream(seed: 0, name: "bench")
      parameters = (0..<network.parameterCount).map { _ in Float(random.uniform(in: -0.1...0.1)) }
      return
    }
    let model = try Model(
      reading: Safetensors(contentsOf: path), source: path, cell: command.cell, input: reads,
      answer: answer, cells: cells)
    guard model.network.parameters.map(\.shape) == network.parameters.map(\.shape) else {
      throw Failure(.usage, "\(path) holds \(model); the options say another shape")
    }
    parameters = model.parameters
  }
}
