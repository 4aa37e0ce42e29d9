import Cells
import Engine
import Testing

/// What must not matter: who else is in the batch, where a sequence is cut, what stands behind its
/// end.
struct SequenceTests {
  static let cells = CellCatalog.stock.entries.map(\.name)

  @Test(arguments: cells)
  func batchEqualsSingles(cell: String) {
    for shape in Trial.Shape.allCases {
      let trial = Trial(cell: cell, shape: shape, mixedLengths: true)
      let network = trial.network
      let parameters = trial.parameters(network)
      let executor = FastExecutor(network, batch: 4, time: 6, purpose: .inference)
      executor.run(parameters, on: trial.batch)
      let together = executor.outputs
      for b in 0..<trial.count {
        executor.run(parameters, on: trial.batch.single(b))
        #expect(executor.outputs == Array(together[b * 4..<(b + 1) * 4]), "\(trial) sequence \(b)")
      }
    }
  }

  @Test(arguments: cells)
  func sequenceEqualsItsTwoHalves(cell: String) {
    for shape in [Trial.Shape.oneLayer, .twoLayers] {
      let trial = Trial(cell: cell, shape: shape)
      let network = trial.network
      let parameters = trial.parameters(network)
      let executor = FastExecutor(network, batch: 4, time: 6, purpose: .inference)
      executor.run(parameters, on: trial.batch)
      let (outputs, states) = (executor.outputs, executor.finalStates)
      for cut in 1..<trial.time {
        executor.run(parameters, on: trial.batch.steps(0..<cut))
        let handed = executor.finalStates
        executor.run(parameters, on: trial.batch.steps(cut..<trial.time), initialStates: handed)
        #expect(executor.outputs == outputs, "\(trial) cut at \(cut)")
        #expect(executor.finalStates == states, "\(trial) cut at \(cut)")
      }
    }
  }

  @Test(arguments: cells)
  func paddingInfluencesNothing(cell: String) {
    for shape in Trial.Shape.allCases {
      for reading in [Trial.Reading.embedding, .values] {
        let trial = Trial(
          cell: cell, shape: shape, reading: reading, readout: .mean, mixedLengths: true)
        let network = trial.network
        let parameters = trial.parameters(network)
        let executor = FastExecutor(network, batch: 4, time: 6, purpose: .training)
        var results: [[Float]] = []
        for batch in [trial.batch, trial.batch.withOtherPadding()] {
          var gradients = [Float](repeating: 0, count: network.parameterCount)
          var dropout: RandomStream?
          _ = executor.train(
            parameters, on: batch, targets: trial.targets, gradients: &gradients,
            dropout: &dropout)
          results.append(executor.outputs + gradients)
        }
        #expect(results[0] == results[1], "\(trial)")
      }
    }
  }

  /// Gradients of a network that was run before are those of one that was not.
  @Test(arguments: cells)
  func nothingIsLeftBehind(cell: String) {
    let trial = Trial(cell: cell, shape: .twoBidirectionalLayers, readout: .everyStep)
    let network = trial.network
    let parameters = trial.parameters(network)
    func gradients(_ executor: FastExecutor) -> [Float] {
      var gradients = [Float](repeating: 0, count: network.parameterCount)
      var dropout: RandomStream?
      _ = executor.train(
        parameters, on: trial.batch, targets: trial.targets, gradients: &gradients,
        dropout: &dropout)
      return gradients
    }
    let used = FastExecutor(network, batch: 9, time: 11, purpose: .training)
    let first = gradients(used)
    var other = trial
    other.count = 9
    other.time = 11
    other.mixedLengths = true
    var unwanted = first
    var dropout: RandomStream?
    _ = used.train(
      parameters, on: other.batch, targets: other.targets, gradients: &unwanted, dropout: &dropout)
    #expect(gradients(used) == first)
  }
}

extension Batch {
  fileprivate func single(_ b: Int) -> Batch {
    guard case .symbols(let symbols) = input else { preconditionFailure("symbols only") }
    let length = length(of: b)
    return Batch(
      count: 1, time: length, input: .symbols((0..<length).map { symbols[$0 * count + b] }))
  }

  fileprivate func steps(_ range: Range<Int>) -> Batch {
    guard case .symbols(let symbols) = input else { preconditionFailure("symbols only") }
    return Batch(
      count: count, time: range.count,
      input: .symbols(Array(symbols[range.lowerBound * count..<range.upperBound * count])))
  }

  fileprivate func withOtherPadding() -> Batch {
    var copy = self
    switch input {
    case .symbols(var symbols):
      for row in symbols.indices where row / count >= length(of: row % count) {
        symbols[row] = 6 - symbols[row]
      }
      copy.input = .symbols(symbols)
    case .values(var values, let features):
      for i in values.indices where i / features / count >= length(of: i / features % count) {
        values[i] = .nan
      }
      copy.input = .values(values, features: features)
    }
    return copy
  }
}
