import Engine
import Tasks

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

extension Model {
  /// Reads one sequence, and keeps everything that happens inside at every step: gates, candidates,
  /// states, and the gradient of the loss that reaches each state.
  ///
  /// States that an experiment draws at random are zero here.
  ///
  /// - Parameters:
  ///   - symbols: The sequence, whole numbers in `0..<alphabet`.
  ///   - answer: The class whose cross-entropy the gradients are of; the model's own where `nil`.
  ///     Where every step is answered, it is that of the last.
  /// - Throws: `ModelError.sequence` where this model cannot read these symbols, or answers none of
  ///   the classes.
  public func record(_ symbols: [Int], answer: Int? = nil) throws(ModelError) -> ModelRecording {
    try RecordedSequence(symbols, answer: answer).check(input: input, answer: self.answer)
    let time = symbols.count
    let batch = encoded(Batch(count: 1, time: time, input: .symbols(symbols.map(Int32.init))))
    let executor = FastExecutor(
      network, batch: 1, time: time, purpose: .training, recording: true)
    executor.run(parameters, on: batch)
    let logits = Array(executor.outputs.suffix(network.outputs))
    let prediction = logits.indices.reduce(0) { logits[$1] > logits[$0] ? $1 : $0 }

    let right = answer ?? prediction
    var targets = Targets.classes([Int32(right)])
    if network.readout == .everyStep {
      targets = .classes(
        Array(repeating: Int32(right), count: time), mask: (1...time).map { $0 == time })
    }
    var gradients = parameters
    var noDropout: RandomStream?
    _ = executor.train(
      parameters, on: batch, targets: targets, gradients: &gradients, dropout: &noDropout)

    let names = network.layers.enumerated().flatMap { index, layer in
      layer.recurrences.map { "layer\(index)" + ($0.direction == .backward ? ".backward" : "") }
    }
    return ModelRecording(
      symbols: symbols, logits: logits, probabilities: probabilities(logits),
      prediction: prediction, answer: right, recordings: executor.recordings(), names: names,
      top: names.count - (network.layers.last?.recurrences.count ?? 1))
  }

  /// Reads one sequence, as ``record(_:answer:)`` does.
  public func record(_ sequence: RecordedSequence) throws(ModelError) -> ModelRecording {
    try record(sequence.symbols, answer: sequence.answer)
  }

  private func probabilities(_ logits: [Float]) -> [Float] {
    let largest = logits.max() ?? 0
    let weights = logits.map { exp(Double($0 - largest)) }
    let sum = weights.reduce(0, +)
    return weights.map { Float($0 / sum) }
  }
}
