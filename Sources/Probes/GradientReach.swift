import Engine
public import Models
public import Tasks

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How far back the gradient of the loss is felt: ‖∂loss/∂h‖ at every step of the first layer.
///
/// Where these norms fall to nothing on the way back, what stood at the beginning cannot be learned
/// (Hochreiter 1991; Bengio, Simard & Frasconi, IEEE Transactions on Neural Networks 5, 1994).
public struct GradientReach: Sendable, Hashable, Codable {
  /// The geometric mean over the rows of the norm at each step, from the first to the last.
  public let norms: [Double]

  /// Measures a model on rows of one length.
  ///
  /// - Parameters:
  ///   - model: The model; its parameters stay as they are.
  ///   - dataset: Rows with their answers; the first 100 are used.
  public init(of model: Model, on dataset: Dataset) {
    let rows = Array(0..<min(dataset.count, 100))
    let (plain, targets) = dataset.batch(of: rows)
    let batch = model.encoded(plain)
    let executor = FastExecutor(
      model.network, batch: batch.count, time: batch.time, purpose: .training, recording: true)
    var gradients = [Float](repeating: 0, count: model.parameters.count)
    var nothingDropped: RandomStream?
    // The sum, so that a row's gradient does not depend on how many rows there are.
    let loss: Loss = if case .values = targets { .meanSquaredError } else { .crossEntropySum }
    _ = executor.train(
      model.parameters, on: batch, targets: targets, loss: loss, gradients: &gradients,
      dropout: &nothingDropped)
    let recording = executor.recordings()[0]
    let state = model.network.layers[0].recurrences[0].cell.states[0].quantity
    var sums = [Double](repeating: 0, count: batch.time)
    for row in rows.indices {
      let norms = recording.gradientNorms(of: state, sequence: row) ?? []
      // A norm of zero has no logarithm: the smallest normal float stands for it.
      for (t, norm) in norms.enumerated() { sums[t] += log(max(norm, 1e-38)) }
    }
    norms = sums.map { exp($0 / Double(rows.count)) }
  }
}
