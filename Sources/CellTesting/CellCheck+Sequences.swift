import Engine
public import Kernels

// What must not matter: who else is in the batch, where a sequence is cut, what stands behind its
// end, what ran before. All of it holds to the bit.

extension CellCheck {
  /// A sequence is answered the same whoever else is in the batch.
  public static func batchAgainstSingles(_ trial: Trial) -> [String] {
    var found = Findings(trial)
    let (executor, parameters) = trial.prepared(for: .inference)
    executor.run(parameters, on: trial.batch)
    let together = executor.outputs
    for b in 0..<trial.count {
      executor.run(parameters, on: trial.batch.single(b))
      let width = executor.network.outputs
      if executor.outputs != Array(together[b * width..<(b + 1) * width]) {
        found.add("sequence \(b) is answered differently alone")
      }
    }
    return found.sentences
  }

  /// A sequence ends as its two halves do, when the state is handed over.
  public static func halves(_ trial: Trial) -> [String] {
    var found = Findings(trial)
    let (executor, parameters) = trial.prepared(for: .inference)
    executor.run(parameters, on: trial.batch)
    let (outputs, states) = (executor.outputs, executor.finalStates)
    for cut in 1..<trial.time {
      executor.run(parameters, on: trial.batch.steps(0..<cut))
      let handed = executor.finalStates
      executor.run(parameters, on: trial.batch.steps(cut..<trial.time), initialStates: handed)
      if executor.outputs != outputs || executor.finalStates != states {
        found.add("cut at \(cut), the sequence ends differently")
      }
      executor.run(parameters, on: trial.batch.steps(0..<cut))
      executor.runOn(parameters, with: trial.batch.steps(cut..<trial.time))
      if executor.outputs != outputs || executor.finalStates != states {
        found.add("read on from \(cut), the sequence ends differently")
      }
    }
    return found.sentences
  }

  /// States that are zero unless given are states that are given as zero.
  public static func zeroStates(_ trial: Trial) -> [String] {
    var found = Findings(trial)
    let (executor, parameters) = trial.prepared(for: .training)
    let plain = executor.gradients(of: trial, parameters)
    let outputs = executor.outputs
    let zeros = executor.network.layers.flatMap(\.recurrences).map { recurrence in
      recurrence.cell.states.map { [Float](repeating: 0, count: trial.count * $0.width) }
    }
    let given = executor.gradients(of: trial, parameters, initialStates: zeros)
    if executor.outputs != outputs { found.add("given zeros change the answers") }
    if plain.gradients != given.gradients { found.add("given zeros change the gradients") }
    return found.sentences
  }

  /// A team of any size computes what one thread does.
  public static func teams(
    _ trial: Trial, instructionSet: InstructionSet = .best
  ) -> [String] {
    var found = Findings(trial)
    let network = trial.network
    let parameters = trial.parameters(network)
    let results = [1, 2, 4].map { members in
      let executor = FastExecutor(
        network, batch: trial.count, time: trial.time, purpose: .training, recording: true,
        instructionSet: instructionSet, team: Team(members: members))
      let (loss, gradients) = executor.gradients(of: trial, parameters)
      return (loss: loss, gradients, executor.outputs, executor.recordings())
    }
    for (result, members) in zip(results, [1, 2, 4]).dropFirst() {
      if result.loss != results[0].loss || result.1 != results[0].1 || result.2 != results[0].2
        || result.3 != results[0].3
      {
        found.add("\(members) threads compute something else than one")
      }
    }
    return found.sentences
  }

  /// What stands behind a sequence's end changes neither answers nor gradients.
  public static func padding(_ trial: Trial) -> [String] {
    var found = Findings(trial)
    let (executor, parameters) = trial.prepared(for: .training)
    let plain = executor.gradients(of: trial, parameters, on: trial.batch)
    let outputs = executor.outputs
    let other = executor.gradients(of: trial, parameters, on: trial.batch.withOtherPadding())
    if executor.outputs != outputs { found.add("padding changes the answers") }
    if plain.gradients != other.gradients { found.add("padding changes the gradients") }
    return found.sentences
  }

  /// An executor without memory for gradients answers as one with it.
  public static func inferenceAgainstTraining(_ trial: Trial) -> [String] {
    var found = Findings(trial)
    let network = trial.network
    let parameters = trial.parameters(network)
    let executors = [FastExecutor.Purpose.training, .inference].map {
      FastExecutor(network, batch: trial.count, time: trial.time, purpose: $0)
    }
    for executor in executors { executor.run(parameters, on: trial.batch) }
    if executors[0].outputs != executors[1].outputs {
      found.add("training and inference answer differently")
    }
    if executors[0].finalStates != executors[1].finalStates {
      found.add("training and inference end in different states")
    }
    return found.sentences
  }

  /// An executor that ran something else before computes the same gradients.
  public static func leftovers(_ trial: Trial) -> [String] {
    var found = Findings(trial)
    let network = trial.network
    let parameters = trial.parameters(network)
    let other = trial.with {
      $0.count = 9
      $0.time = 11
      $0.mixedLengths = true
      $0.seed = 2
    }
    let executor = FastExecutor(
      network, batch: other.count, time: other.time, purpose: .training)
    let first = executor.gradients(of: trial, parameters)
    _ = executor.gradients(of: other, parameters)
    let second = executor.gradients(of: trial, parameters)
    if first.gradients != second.gradients { found.add("an earlier batch is left behind") }
    return found.sentences
  }
}

extension Trial {
  /// An executor just large enough, and the parameters it runs with.
  fileprivate func prepared(
    for purpose: FastExecutor.Purpose
  ) -> (executor: FastExecutor, parameters: [Float]) {
    let network = network
    return (
      FastExecutor(network, batch: count, time: time, purpose: purpose), parameters(network)
    )
  }
}

extension FastExecutor {
  /// The loss and the gradients of a trial.
  func gradients(
    of trial: Trial, _ parameters: [Float], on batch: Batch? = nil,
    initialStates: [[[Float]]]? = nil
  ) -> (loss: Double, gradients: [Float]) {
    // Not a number, so that what is never written shows.
    var gradients = [Float](repeating: .nan, count: network.parameterCount)
    var dropout = trial.dropoutStream
    let loss = train(
      parameters, on: batch ?? trial.batch, targets: trial.targets, gradients: &gradients,
      dropout: &dropout, initialStates: initialStates)
    return (loss, gradients)
  }
}

extension Batch {
  fileprivate var drawnSymbols: [Int32] {
    guard case .symbols(let symbols) = input else {
      preconditionFailure("this check reads symbols")
    }
    return symbols
  }

  fileprivate func single(_ b: Int) -> Batch {
    let (symbols, length) = (drawnSymbols, length(of: b))
    return Batch(
      count: 1, time: length, input: .symbols((0..<length).map { symbols[$0 * count + b] }))
  }

  fileprivate func steps(_ range: Range<Int>) -> Batch {
    Batch(
      count: count, time: range.count,
      input: .symbols(Array(drawnSymbols[range.lowerBound * count..<range.upperBound * count])))
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
