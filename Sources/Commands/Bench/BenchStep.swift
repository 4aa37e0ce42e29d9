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
      Times called cpu are the processor's; the others are the wall clock's. A time is the mean of \
      a block of steps, long enough for the clock. Operations are those of the matrix products and \
      element-wise operations that are really done, without the loss and Adam; gflops counts them \
      per second of processor time, and peak_share holds that against what a core can do at the \
      most.

      With --losses, nothing is measured: the losses of so many steps are printed, to be compared \
      with another framework's. The rows follow rules that are easy to write down, [time × batch]:
        symbol [t, b]     (7t + 3b + tb) mod symbols
        value  [t, b, f]  ((31t + 17b + 7f) mod 13 - 6) / 6
        class  [b]        5b mod classes

      Examples:
        longlag bench step --cell lstm --symbols 10 --batch 8 --time 30
        longlag bench step --cell gru --batch 64 --time 100 --hidden 128 --json
        longlag bench step --cell lstm --isa avx2 --mode infer --record
        longlag bench step --symbols 10 --weights lstm.safetensors --losses 5
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
  @Option(help: "Threads that share one step.") var threads = 1
  @Option(help: ArgumentHelp("Start from a saved model's numbers.", valueName: "file"))
  var weights: String?
  @Option(help: ArgumentHelp("Print the losses of so many steps instead.", valueName: "count"))
  var losses: Int?
  @Option(help: "Measure for about so many seconds.") var seconds = 1.0
  @Option(help: "Measure exactly so many steps, however long they take.") var steps: Int?
  @Flag(help: "Keep every gate and state for reading, as a recording does.") var record = false
  @Flag(help: "Print one line of JSON.") var json = false

  func run() throws {
    try checkRanges()
    let mode: Mode = try Failure.choice("mode", mode)
    let benchmark = try StepBenchmark(self, cells: Catalogs.current.cells)
    var training = BenchedStep(
      benchmark, isTraining: mode == .train, isRecording: record, instructionSet: try level(),
      threads: threads)
    if let losses {
      let values = training.losses(losses)
      try Terminal.output.write(
        json
          ? "{\"losses\":\(values)}\n" : values.map { "\($0)\n" }.joined())
      return
    }
    let measurement = StepMeasurement(&training, seconds: seconds, steps: steps)
    try Terminal.output.write(json ? measurement.json : measurement.words)
  }

  private func checkRanges() throws(Failure) {
    for (option, value, most) in [
      ("--batch", batch, 1_000_000), ("--time", time, 1_000_000), ("--input", input, 16_384),
      ("--hidden", hidden, 16_384), ("--symbols", symbols ?? 1, 1_000_000),
      ("--classes", classes, 1_000_000), ("--layers", layers, 64), ("--threads", threads, 1024),
      ("--losses", losses ?? 1, 1_000_000), ("--steps", steps ?? 1, 1_000_000_000),
    ] {
      try Failure.require(1...most, option, value)
    }
    guard seconds > 0, seconds <= 3600 else {
      throw Failure(.usage, "--seconds is \(seconds); expected more than 0 and at most 3600")
    }
  }

  private func level() throws(Failure) -> InstructionSet {
    guard let isa else { return .best }
    let level: InstructionSet = try Failure.choice("instruction set", isa)
    guard level.isAvailable else {
      throw Failure(
        .usage,
        "this processor does not run \(level); it runs "
          + InstructionSet.allCases.filter(\.isAvailable).map(\.rawValue).joined(separator: ", "))
    }
    return level
  }
}
