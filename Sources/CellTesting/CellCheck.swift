public import Engine
public import Kernels

/// What every cell must pass, whoever wrote it. Each check returns what it found wrong.
public enum CellCheck {
  /// All checks of one cell.
  ///
  /// - Parameters:
  ///   - name: What messages call it.
  ///   - make: The cell, for a width of its state.
  public static func all(
    of name: String, make: @escaping @Sendable (_ hidden: Int) -> any RecurrentCell
  ) -> [String] {
    let trial = Trial(name, make: make)
    var found = trial.combinations.flatMap { fastAgainstReference($0) }
    for shape in Trial.Shape.allCases {
      let shaped = trial.with { $0.shape = shape }
      let mixed = shaped.with { $0.mixedLengths = true }
      found += finiteDifferences(mixed)
      found += finiteDifferences(mixed.with { $0.initialState = .learned })
      found += batchAgainstSingles(mixed)
      found += padding(mixed.with { $0.readout = .mean })
      found += padding(
        mixed.with {
          $0.readout = .mean
          $0.reading = .values
        })
      found += inferenceAgainstTraining(mixed.with { $0.readout = .mean })
      found += leftovers(shaped.with { $0.readout = .everyStep })
    }
    found += halves(trial)
    found += halves(trial.with { $0.shape = .twoLayers })
    found += zeroStates(trial.with { $0.shape = .twoBidirectionalLayers })
    for reading in Trial.Reading.allCases {
      // So many sequences that inference leaves the input's products in the loop.
      found += inferenceAgainstTraining(
        trial.with {
          $0.shape = .twoBidirectionalLayers
          $0.reading = reading
          $0.mixedLengths = true
          $0.count = 33
        })
      found += teams(
        trial.with {
          $0.shape = .twoBidirectionalLayers
          $0.reading = reading
          $0.readout = .mean
          $0.mixedLengths = true
          $0.hidden = 37
          $0.count = 19
        })
    }
    return found
  }

  /// The fast executor computes what the oracle computes: outputs, loss, every gradient, every named
  /// value at every step, and the gradient that reaches every state, to 1e-5 of the largest number.
  public static func fastAgainstReference(
    _ trial: Trial, instructionSet: InstructionSet = .best
  ) -> [String] {
    var found = Findings(trial)
    let network = trial.network
    let (parameters, batch) = (trial.parameters(network), trial.batch)
    let reference = ReferenceExecutor(network).run(
      parameters.map(Double.init), on: batch, targets: trial.targets,
      dropout: trial.dropoutStream)
    // Larger than the batch, so that strides and capacities cannot be confused.
    let executor = FastExecutor(
      network, batch: trial.count + 1, time: trial.time + 2, purpose: .training, recording: true,
      instructionSet: instructionSet)
    let (loss, gradients) = executor.gradients(of: trial, parameters)
    found.compare([Float(loss)], [reference.loss], "loss")
    found.compare(executor.outputs, reference.outputs, "outputs")
    for parameter in network.parameters {
      found.compare(
        gradients[parameter.range], reference.gradients[parameter.range],
        "gradient of \(parameter.name)")
    }
    for (index, recording) in executor.recordings().enumerated() {
      for (quantity, expected) in reference.values[index] {
        found.compareSteps(recording[quantity], expected, batch, "recurrence \(index), \(quantity)")
      }
      for (quantity, expected) in reference.stateGradients[index] {
        found.compareSteps(
          recording.gradient(of: quantity), expected, batch,
          "recurrence \(index), gradient of \(quantity)")
      }
    }
    if let inputGradients = executor.inputGradients {
      found.compare(inputGradients, reference.inputGradients, "gradient of the input")
    }
    return found.sentences
  }

  /// The oracle's gradients are those of its loss, to 1e-6: all parameters at once, along random
  /// directions.
  public static func finiteDifferences(_ trial: Trial) -> [String] {
    var found = Findings(trial)
    let trial = trial.with {
      $0.hidden = 3
      $0.count = 2
      $0.time = 4
    }
    let network = trial.network
    let executor = ReferenceExecutor(network)
    let parameters = trial.parameters(network).map(Double.init)
    let (batch, targets) = (trial.batch, trial.targets)
    let gradients = executor.run(parameters, on: batch, targets: targets).gradients
    var random = RandomStream(seed: trial.seed, name: "directions")
    for _ in 0..<4 {
      let direction = parameters.map { _ in random.normal() }
      // Central differences: the error is of the order of the square of this step.
      let step = 1e-5
      func loss(_ factor: Double) -> Double {
        let moved = zip(parameters, direction).map { $0 + factor * step * $1 }
        return executor.run(moved, on: batch, targets: targets).loss
      }
      let numeric = (loss(1) - loss(-1)) / (2 * step)
      let analytic = zip(gradients, direction).reduce(0) { $0 + $1.0 * $1.1 }
      // Written so that NaN is found too.
      if !(abs(numeric - analytic) < 1e-6 * max(1, abs(analytic))) {
        found.add(
          "the gradient along a direction is \(analytic), finite differences say \(numeric)")
      }
    }
    return found.sentences
  }
}
