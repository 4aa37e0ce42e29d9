import Engine
import Testing

/// Equations of every kind: the oracle against finite differences, the fast executor against the
/// oracle.
struct EquationTests {
  /// An equation in a small network, with a batch, parameters and targets drawn from a seed.
  private struct Setting: CustomStringConvertible {
    let equation: Equation
    var layers: [[Network.Direction]] = [[.forward]]
    var input = Network.Input.values(features: 3)
    var readout = Network.Readout.last
    var lengths: [Int32]? = [3, 5, 1]
    var initialState = Network.InitialState.zero
    let seed: UInt64 = 1

    var description: String {
      "\(equation), \(layers), \(input), \(readout), \(initialState), seed \(seed)"
    }

    var network: Network {
      Network(
        input: input, layers: layers.map { $0.map { (equation.cell, $0) } },
        initialState: initialState, readout: readout, outputs: 3)
    }

    var parameters: [Float] {
      var random = RandomStream(seed: seed, name: "parameters")
      return (0..<network.parameterCount).map { _ in Float(random.uniform(in: -0.7...0.7)) }
    }

    var batch: Batch {
      var random = RandomStream(seed: seed, name: "batch")
      let input =
        if case .values = input {
          Batch.Input.values((0..<45).map { _ in Float(random.normal()) }, features: 3)
        } else {
          Batch.Input.symbols((0..<15).map { _ in Int32(random.integer(below: 4)) })
        }
      return Batch(count: 3, time: 5, input: input, lengths: lengths)
    }

    var targets: Targets {
      var random = RandomStream(seed: seed, name: "targets")
      let answers = readout == .everyStep ? 15 : 3
      return .classes((0..<answers).map { _ in Int32(random.integer(below: 3)) })
    }

    /// What the engine treats differently.
    static func all(_ equation: Equation) -> [Setting] {
      let embedding = Network.Input.embedding(symbols: 4, width: 3)
      var settings = [
        Setting(equation: equation, readout: .everyStep, lengths: nil, initialState: .learned),
        Setting(equation: equation, layers: [[.backward]], input: embedding, readout: .mean),
        Setting(equation: equation, layers: [[.forward, .backward]], input: embedding),
      ]
      // Equations of 3 features read what is as wide as their state.
      if equation.cell.hidden != 3 {
        settings.append(
          Setting(
            equation: equation, layers: [[.backward, .forward], [.forward]],
            input: .oneHot(symbols: 4), readout: .everyStep, initialState: .learned))
      }
      return settings
    }
  }

  static let equations = Equation.operations + Equation.cells

  @Test(arguments: equations) func `parameters are those of the equation`(equation: Equation) {
    let cell = TracedCell(equation.cell, inputWidth: 3)
    #expect(cell.parameterCount == equation.parameterCount)
  }

  /// Central differences along random directions, as in the tests of the cells.
  @Test(arguments: equations) func `derivatives are those of the loss`(equation: Equation) {
    for setting in Setting.all(equation) {
      let executor = ReferenceExecutor(setting.network)
      let parameters = setting.parameters.map(Double.init)
      let (batch, targets) = (setting.batch, setting.targets)
      let gradients = executor.run(parameters, on: batch, targets: targets).gradients
      var random = RandomStream(seed: setting.seed, name: "directions")
      for _ in 0..<2 {
        let direction = parameters.map { _ in random.normal() }
        func loss(_ step: Double) -> Double {
          let moved = zip(parameters, direction).map { $0 + step * $1 }
          return executor.run(moved, on: batch, targets: targets).loss
        }
        let numeric = (loss(1e-5) - loss(-1e-5)) / 2e-5
        let analytic = zip(gradients, direction).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(
          abs(numeric - analytic) < 1e-6 * max(1, abs(analytic)),
          "\(setting): \(numeric) against \(analytic)")
      }
    }
  }

  @Test(arguments: equations) func `the fast executor agrees with the oracle`(equation: Equation) {
    for setting in Setting.all(equation) {
      let (batch, targets, network) = (setting.batch, setting.targets, setting.network)
      let oracle = ReferenceExecutor(network).run(
        setting.parameters.map(Double.init), on: batch, targets: targets)
      for recording in [false, true] {
        let executor = FastExecutor(
          network, batch: 3, time: 5, purpose: .training, recording: recording)
        var gradients = [Float](repeating: .nan, count: network.parameterCount)
        var dropout: RandomStream?
        let loss = executor.train(
          setting.parameters, on: batch, targets: targets, gradients: &gradients,
          dropout: &dropout)
        #expect(abs(loss - oracle.loss) < 1e-5 * max(1, oracle.loss), "\(setting)")
        #expect(distance(executor.outputs, oracle.outputs) < 1e-5, "\(setting)")
        for (state, expected) in zip(executor.finalStates.joined(), oracle.finalStates.joined()) {
          #expect(distance(state, expected) < 1e-5, "\(setting)")
        }
        for parameter in network.parameters {
          let error = distance(gradients[parameter.range], oracle.gradients[parameter.range])
          #expect(error < 1e-5, "\(setting): gradient of \(parameter.name)")
        }
        if recording { compare(executor.recordings(), oracle, setting) }
      }
      let inference = FastExecutor(network, batch: 3, time: 5, purpose: .inference)
      inference.run(setting.parameters, on: batch)
      #expect(distance(inference.outputs, oracle.outputs) < 1e-5, "\(setting): inference")
    }
  }

  private func compare(
    _ recordings: [Recording], _ oracle: ReferenceExecutor.Evaluation, _ setting: Setting
  ) {
    let batch = setting.batch
    func active(_ width: Int) -> [Int] {
      (0..<15 * width).filter { $0 / width / 3 < batch.length(of: $0 / width % 3) }
    }
    for (index, recording) in recordings.enumerated() {
      for (quantity, expected) in oracle.values[index] {
        let places = active(expected.count / 15)
        let found = recording[quantity]?.scalars ?? []
        #expect(found.count == expected.count, "\(setting): \(quantity)")
        let error = distance(places.map { found[$0] }, places.map { expected[$0] })
        #expect(error < 1e-5, "\(setting): \(quantity)")
      }
      for (quantity, expected) in oracle.stateGradients[index] {
        let places = active(expected.count / 15)
        let found = recording.gradient(of: quantity)?.scalars ?? []
        #expect(found.count == expected.count, "\(setting): gradient of \(quantity)")
        let error = distance(places.map { found[$0] }, places.map { expected[$0] })
        #expect(error < 1e-5, "\(setting): gradient of \(quantity)")
      }
    }
  }
}

/// The largest distance of two series, relative to the largest magnitude, at least 0.01.
private func distance(_ a: some Collection<Float>, _ b: some Collection<Double>) -> Double {
  precondition(a.count == b.count, "\(a.count) numbers against \(b.count)")
  let scale = max(b.map { abs($0) }.max() ?? 0, 1e-2)
  let distances = zip(a, b).map { abs(Double($0) - $1) / scale }
  // A number that is none is as far as can be.
  return distances.reduce(0) { $1.isNaN ? .infinity : max($0, $1) }
}
