import Kernels
import LongLag
import Report

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Measures steps of one shape: a batch forwards, and where it trains backwards and through Adam.
struct StepMeasurement {
  private let network: Network
  private let executor: FastExecutor
  private let instructionSet: InstructionSet
  private let batch: Batch
  private let targets: Targets
  private let isTraining: Bool
  private var parameters: [Float]
  private var gradients: [Float]
  private var firstMoment: [Float]
  private var secondMoment: [Float]
  private var updates = 0
  /// Milliseconds of each step, by the wall clock and by the processor's.
  private var wall: [Double] = []
  private var processor: [Double] = []

  /// A measurement with made-up rows and weights, always the same.
  init(
    _ network: Network, batch count: Int, time: Int, isTraining: Bool, isRecording: Bool,
    instructionSet: InstructionSet
  ) {
    self.network = network
    self.isTraining = isTraining
    self.instructionSet = instructionSet
    executor = FastExecutor(
      network, batch: count, time: time, purpose: isTraining ? .training : .inference,
      recording: isRecording, instructionSet: instructionSet)
    var random = RandomStream(seed: 0, name: "bench")
    parameters = (0..<network.parameterCount).map { _ in Float(random.uniform(in: -0.1...0.1)) }
    (gradients, firstMoment, secondMoment) = ([], [], [])
    if isTraining {
      let zeros = [Float](repeating: 0, count: network.parameterCount)
      (gradients, firstMoment, secondMoment) = (zeros, zeros, zeros)
    }
    switch network.input {
    case .embedding(let symbols, _), .oneHot(let symbols):
      let read = (0..<count * time).map { _ in Int32(random.integer(below: symbols)) }
      batch = Batch(count: count, time: time, input: .symbols(read))
    case .values(let features):
      let read = (0..<count * time * features).map { _ in Float(random.uniform(in: -1...1)) }
      batch = Batch(count: count, time: time, input: .values(read, features: features))
    }
    targets = .classes((0..<count).map { _ in Int32(random.integer(below: network.outputs)) })
  }

  /// Measures for about so many seconds, and at least five steps.
  mutating func run(seconds: Double) {
    // The first steps fetch memory and code.
    for _ in 0..<3 { step() }
    let clock = ContinuousClock()
    let began = clock.now
    while wall.count < 5 || (clock.now - began) / .seconds(1) < seconds && wall.count < 1_000_000 {
      let (wallBefore, processorBefore) = (clock.now, Self.processorTime())
      step()
      wall.append((clock.now - wallBefore) / .milliseconds(1))
      processor.append(Self.processorTime() - processorBefore)
    }
  }

  private mutating func step() {
    guard isTraining else {
      executor.run(parameters, on: batch)
      return
    }
    var nothingDropped: RandomStream?
    _ = executor.train(
      parameters, on: batch, targets: targets, gradients: &gradients, dropout: &nothingDropped)
    updates += 1
    instructionSet.adam(
      learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0, step: updates,
      gradients: gradients, parameters: &parameters, firstMoment: &firstMoment,
      secondMoment: &secondMoment)
  }

  /// Milliseconds that this process has used the processor.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }

  /// Operations of the matrix products as the equation has them.
  private var operations: Double {
    let perStep = network.parameters.reduce(0.0) { sum, parameter in
      let isProduct = parameter.role == .inputWeights || parameter.role == .recurrentWeights
      return isProduct && parameter.shape.count == 2 ? sum + Double(parameter.count) : sum
    }
    let readout = Double(network.parameters[network.readoutWeights].count)
    let forward = 2 * Double(batch.count) * (Double(batch.time) * perStep + readout)
    return isTraining ? 3 * forward : forward
  }

  private var median: Double { wall.sorted()[wall.count / 2] }
  private var gflops: Double { operations / median / 1e6 }
  private var bytes: Int {
    executor.byteCount + 4 * (parameters.count + gradients.count + 2 * firstMoment.count)
  }

  /// One line of JSON.
  var json: String {
    "{\"ms_median\":\(median),\"ms_min\":\(wall.min() ?? 0),"
      + "\"cpu_ms_min\":\(processor.min() ?? 0),\"operations\":\(Int(operations)),"
      + "\"gflops\":\(gflops),\"bytes\":\(bytes),\"isa\":\"\(instructionSet.rawValue)\","
      + "\"threads\":1,\"steps\":\(wall.count)}\n"
  }

  /// The same for people.
  var words: String {
    "median \(Numeral.significant(median)) ms, fastest \(Numeral.significant(wall.min() ?? 0)) ms "
      + "of \(Numeral.grouped(wall.count)) steps; \(Numeral.significant(gflops)) GFLOP/s, "
      + "\(Numeral.grouped(bytes / 1024)) KiB, \(instructionSet.rawValue), one thread\n"
  }
}
