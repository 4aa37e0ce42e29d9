import ArgumentParser
import Kernels
import LongLag
import Report

/// `longlag bench step`: how long one training step takes.
struct BenchStep: ParsableCommand {
  /// What is measured.
  enum Mode: String, CaseIterable {
    case train, infer
  }

  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Measure one training step: forwards, backwards and the update by Adam.",
    discussion: """
      In one thread. Times are of the wall clock, but for cpu_ms_min, which is the processor time of \
      the fastest step. Operations are those of the equation's matrix products as they are written, \
      two for a multiplication and an addition, three products where the step goes backwards too; \
      what the engine saves counts as done.

      Examples:
        longlag bench step --cell lstm --symbols 10 --batch 8 --time 30
        longlag bench step --cell gru --batch 64 --time 100 --hidden 128 --json
        longlag bench step --cell lstm --isa avx2 --mode infer --record
      """)

  @Option(help: "The cell; 'longlag list cells' names them.") var cell = "lstm"
  @Option(help: "Sequences of a batch.") var batch = 8
  @Option(help: "Steps of a sequence.") var time = 30
  @Option(help: "Features that the first layer reads.") var input = 32
  @Option(help: "The width of the cell's state.") var hidden = 32
  @Option(help: "Symbols of an alphabet with an embedding. (default: real numbers are read)")
  var symbols: Int?
  @Option(help: "Classes that are told apart.") var classes = 19
  @Option(help: "Recurrent layers, one upon the other.") var layers = 1
  @Option(help: "train or infer.") var mode = "train"
  @Option(help: "avx512, avx2 or baseline. (default: the best of this processor)")
  var isa: String?
  @Option(help: "Measure for about so many seconds.") var seconds = 1.0
  @Flag(help: "Keep every gate and state for reading, as a recording does.") var record = false
  @Flag(help: "Print one line of JSON.") var json = false

  func run() throws {
    let cells = Catalogs.current.cells
    guard let entry = cells[cell] else {
      throw Failure.unknown("cell", cell, known: cells.entries.map(\.name))
    }
    for (option, value, most) in [
      ("--batch", batch, 1_000_000), ("--time", time, 1_000_000), ("--input", input, 16_384),
      ("--hidden", hidden, 16_384), ("--symbols", symbols ?? 1, 1_000_000),
      ("--classes", classes, 1_000_000), ("--layers", layers, 64),
    ] {
      try Failure.require(1...most, option, value)
    }
    guard seconds > 0, seconds <= 3600 else {
      throw Failure(.usage, "--seconds is \(seconds); expected more than 0 and at most 3600")
    }
    let mode: Mode = try Failure.choice("mode", mode)
    let choice: InstructionSet = try isa.map { try Failure.choice("instruction set", $0) } ?? .best
    guard choice.isAvailable else {
      throw Failure(
        .usage,
        "this processor does not run \(choice); it runs "
          + InstructionSet.allCases.filter(\.isAvailable).map(\.rawValue).joined(separator: ", "))
    }
    let reads: TaskInput = symbols.map { .symbols(alphabet: $0) } ?? .values(features: input)
    var model = Architecture(embedding: input, cell: CellChoice(cell, hidden: hidden))
    model.layers = layers
    try MemoryNeed(of: model, reading: reads, batch: batch, time: time, cells: cells).check()

    let network = Network(
      input: symbols.map { .embedding(symbols: $0, width: input) } ?? .values(features: input),
      layers: (0..<layers).map { _ in [(entry.make(hidden), .forward)] }, readout: .last,
      outputs: classes)
    var measurement = StepMeasurement(
      network, batch: batch, time: time, isTraining: mode == .train, isRecording: record,
      instructionSet: choice)
    measurement.run(seconds: seconds)
    try Terminal.output.write(json ? measurement.json : measurement.words)
  }
}
