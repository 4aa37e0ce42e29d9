import Cells
import Engine
import Kernels
import Testing

/// The fast executor against the oracle, for every cell of the catalog.
struct FastAgainstReferenceTests {
  static let cells = CellCatalog.stock.entries.map(\.name)

  @Test(arguments: cells)
  func forwardAndGradientsAgree(cell: String) {
    for trial in Trial.all(of: cell) {
      let network = trial.network
      let parameters = trial.parameters(network)
      let reference = ReferenceExecutor(network).run(
        parameters.map(Double.init), on: trial.batch, targets: trial.targets,
        dropout: trial.dropoutStream)
      let executor = FastExecutor(
        network, batch: trial.count + 1, time: trial.time + 2, purpose: .training, recording: true)
      var gradients = [Float](repeating: .nan, count: network.parameterCount)
      var dropout = trial.dropoutStream
      let loss = executor.train(
        parameters, on: trial.batch, targets: trial.targets, gradients: &gradients,
        dropout: &dropout)

      #expect(abs(loss - reference.loss) < 1e-5 * max(1, reference.loss), "\(trial)")
      #expect(difference(executor.outputs, reference.outputs) < 1e-5, "\(trial)")
      for parameter in network.parameters {
        let error = difference(
          gradients[parameter.range], reference.gradients[parameter.range])
        #expect(error < 1e-5, "\(trial): gradient of \(parameter.name)")
      }
      for (index, recording) in executor.recordings().enumerated() {
        for (quantity, expected) in reference.values[index] {
          let series = recording[quantity]
          #expect(series != nil, "\(trial): \(quantity)")
          let error = activeDifference(series?.scalars ?? [], expected, trial.batch)
          #expect(error < 1e-5, "\(trial): \(quantity)")
        }
        for (quantity, expected) in reference.stateGradients[index] {
          let series = recording.gradient(of: quantity)
          let error = activeDifference(series?.scalars ?? [], expected, trial.batch)
          #expect(error < 1e-5, "\(trial): gradient of \(quantity)")
        }
      }
      if let inputGradients = executor.inputGradients {
        #expect(difference(inputGradients, reference.inputGradients) < 1e-5, "\(trial): input")
      }
    }
  }

  /// The difference at the steps that sequences really have.
  private func activeDifference(_ a: [Float], _ b: [Double], _ batch: Batch) -> Double {
    let width = b.count / (batch.time * batch.count)
    let active = b.indices.filter { index in
      let row = index / width
      return row / batch.count < batch.length(of: row % batch.count)
    }
    return difference(active.map { a[$0] }, active.map { b[$0] })
  }

  @Test(arguments: cells)
  func inferenceAgreesWithTraining(cell: String) {
    for shape in Trial.Shape.allCases {
      let trial = Trial(cell: cell, shape: shape, readout: .mean, mixedLengths: true)
      let network = trial.network
      let parameters = trial.parameters(network)
      let training = FastExecutor(network, batch: 4, time: 6, purpose: .training)
      let inference = FastExecutor(network, batch: 4, time: 6, purpose: .inference)
      training.run(parameters, on: trial.batch)
      inference.run(parameters, on: trial.batch)
      #expect(training.outputs == inference.outputs, "\(trial)")
      #expect(training.finalStates == inference.finalStates, "\(trial)")
    }
  }
}
