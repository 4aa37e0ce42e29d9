import Kernels
import LongLag

/// The step that is measured: a batch forwards, and where it trains backwards and through Adam.
struct BenchedStep {
  /// The instructions it runs on.
  let instructionSet: InstructionSet
  /// Threads that share it.
  let threads: Int
  private let team: Team?
  private let executor: FastExecutor
  private let read: MadeUpBatch
  private let isTraining: Bool
  /// Whether steps of a stream are read one at a time, each from the states that the one before left.
  private let isStreaming: Bool
  private var parameters: [Float]
  private var gradients: [Float]
  private var firstMoment: [Float]
  private var secondMoment: [Float]
  private var updates = 0

  /// A step of a benchmark, at its start.
  init(
    _ benchmark: StepBenchmark, isTraining: Bool, isRecording: Bool,
    instructionSet: InstructionSet, threads: Int
  ) {
    self.threads = threads
    team = threads > 1 ? Team(members: threads) : nil
    self.isTraining = isTraining
    self.instructionSet = instructionSet
    executor = FastExecutor(
      benchmark.network, batch: benchmark.batch, time: benchmark.time,
      purpose: isTraining ? .training : .inference, recording: isRecording,
      instructionSet: instructionSet, team: team)
    parameters = benchmark.parameters
    let zeros = [Float](repeating: 0, count: isTraining ? parameters.count : 0)
    (gradients, firstMoment, secondMoment) = (zeros, zeros, zeros)
    read = MadeUpBatch(for: benchmark.network, count: benchmark.batch, time: benchmark.time)
    isStreaming = !isTraining && benchmark.time == 1
    if isStreaming { executor.run(parameters, on: read.batch) }
  }

  /// Operations of one step, the loss and the update not counted.
  var operations: Int {
    executor.operations(
      steps: read.batch.time, batch: read.batch.count, goesOn: isStreaming)
  }

  /// Bytes that it holds: the executor's, the parameters' and what belongs to each of them.
  var bytes: Int {
    executor.byteCount + 4 * (parameters.count + gradients.count + 2 * firstMoment.count)
  }

  /// Makes the step.
  mutating func run() {
    if isTraining {
      _ = train()
    } else if isStreaming {
      executor.runOn(parameters, with: read.batch)
    } else {
      executor.run(parameters, on: read.batch)
    }
  }

  /// Makes so many steps and says the loss before each update.
  mutating func losses(_ count: Int) -> [Double] {
    (0..<count).map { _ in isTraining ? train() : evaluate() }
  }

  private mutating func train() -> Double {
    var nothingDropped: RandomStream?
    let loss = executor.train(
      parameters, on: read.batch, targets: read.targets, gradients: &gradients,
      dropout: &nothingDropped)
    updates += 1
    instructionSet.adam(
      learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0, step: updates,
      gradients: gradients, parameters: &parameters, firstMoment: &firstMoment,
      secondMoment: &secondMoment, team: team)
    return loss
  }

  private func evaluate() -> Double {
    var noPredictions: [Int32] = []
    return executor.evaluate(
      parameters, on: read.batch, targets: read.targets, loss: .crossEntropy,
      predictions: &noPredictions)
  }
}
