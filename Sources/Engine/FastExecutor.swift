public import Kernels

/// Runs a network in `Float`, on preallocated memory and the kernels of this processor.
///
/// An executor is built once for a network and the largest batch it will meet, and runs any batch up
/// to that size. It allocates nothing while it runs, so memory grows with neither steps nor epochs.
///
/// ```swift
/// let executor = FastExecutor(network, batch: 8, time: 30, purpose: .training)
/// let loss = executor.train(parameters, on: batch, targets: targets, gradients: &gradients)
/// ```
public final class FastExecutor {
  /// What an executor is built for.
  public enum Purpose: Sendable {
    /// Outputs only; keeps no more than the states.
    case inference
    /// Outputs and gradients.
    case training
  }

  /// The structure it runs.
  public let network: Network
  /// What it was built for.
  public let purpose: Purpose
  /// The most sequences of a batch.
  public let batchCapacity: Int
  /// The most steps of a sequence.
  public let timeCapacity: Int
  /// Whether gates, states and their gradients can be read afterwards.
  public let isRecording: Bool

  let machine: Machine
  let input: FastInput
  let layers: [FastLayer]
  let readout: FastReadout
  /// The shape of the batch that ran last.
  var ran: (steps: Int, batch: Int) = (0, 0)
  private var targets: [Int32] = []
  private var noPredictions: [Int32] = []
  private var noGradients: [Float] = []
  /// The parameters of the run before, held so that a change of them must move elsewhere.
  private var known: [Float] = []

  /// Plans a network and allocates its memory.
  ///
  /// - Parameters:
  ///   - network: The structure to run.
  ///   - batch: The most sequences of a batch.
  ///   - time: The most steps of a sequence.
  ///   - purpose: Whether gradients will be asked for.
  ///   - recording: Whether gates, candidates, states and the gradients that reach them are kept
  ///     at every step.
  ///   - instructionSet: The instructions to run on; the best of this processor unless forced.
  ///   - team: Threads that share the work of a batch; results do not depend on their number.
  public init(
    _ network: Network, batch: Int, time: Int, purpose: Purpose, recording: Bool = false,
    instructionSet: InstructionSet = .best, team: Team? = nil
  ) {
    precondition(batch > 0 && time > 0, "an executor is built for at least one step")
    self.network = network
    self.purpose = purpose
    batchCapacity = batch
    timeCapacity = time
    isRecording = recording
    var layout = WorkspaceLayout(batch: batch, time: time, instructionSet: instructionSet)
    let training = purpose == .training
    input = FastInput(network, layout: &layout)
    var layers: [FastLayer] = []
    for (index, layer) in network.layers.enumerated() {
      let isTop = index == network.layers.count - 1
      layers.append(
        FastLayer(
          layer, of: network, below: layers.last, input: input, training: training,
          recording: recording, shown: !isTop || network.readout != .last, layout: &layout))
    }
    self.layers = layers
    readout = FastReadout(network, top: layers[layers.count - 1], training: training, &layout)
    machine = Machine(workspace: layout.count, instructionSet: instructionSet, team: team)
    input.prepare(machine)
  }

  /// Bytes of memory held while it lives.
  public var byteCount: Int { machine.byteCount }

  // MARK: - Forward

  /// Runs a batch forwards; the answers are then in ``outputs``.
  ///
  /// - Parameters:
  ///   - parameters: The flat buffer.
  ///   - batch: What to read.
  ///   - initialStates: Per recurrence and state, `[batch × width]`; zero or learned where `nil`.
  public func run(
    _ parameters: [Float], on batch: Batch, initialStates: [[[Float]]]? = nil
  ) {
    var gradients = noGradients
    let unchanged = areUnchanged(parameters)
    open(parameters, &gradients, batch, initialStates) { session in
      forward(
        session, batch, dropping: false, given: initialStates != nil, unchanged: unchanged)
    }
  }

  /// Runs a batch forwards from the states that the batch before left behind: a stream, read piece by
  /// piece, down to a step at a time.
  ///
  /// - Parameters:
  ///   - parameters: The flat buffer.
  ///   - batch: What to read next, as many sequences as before; all recurrences read forwards.
  public func runOn(_ parameters: [Float], with batch: Batch) {
    precondition(ran.steps > 0, "nothing ran yet that could go on")
    precondition(batch.count == ran.batch, "\(batch.count) sequences go on from \(ran.batch)")
    for recurrence in layers.flatMap(\.recurrences) {
      precondition(
        recurrence.recurrence.direction == .forward, "what is read backwards cannot go on")
      for (before, after) in zip(recurrence.loop.statesBefore, recurrence.loop.statesAfter) {
        machine.copy(
          ran.batch * before.width, from: after.start(step: ran.steps - 1, batch: ran.batch),
          to: before.start(step: 0, batch: ran.batch))
      }
    }
    var gradients = noGradients
    let unchanged = areUnchanged(parameters)
    open(parameters, &gradients, batch, nil) { session in
      forward(session, batch, dropping: false, given: true, unchanged: unchanged)
    }
  }

  /// Runs a batch forwards and says how well it was answered.
  ///
  /// - Parameters:
  ///   - parameters: The flat buffer.
  ///   - batch: What to read.
  ///   - targets: The right answers.
  ///   - loss: What is measured.
  ///   - initialStates: Per recurrence and state, `[batch × width]`; zero or learned where `nil`.
  ///   - predictions: Receives the most likely class of each answer, where it is not empty.
  public func evaluate(
    _ parameters: [Float], on batch: Batch, targets: Targets, loss: Loss,
    initialStates: [[[Float]]]? = nil, predictions: inout [Int32]
  ) -> Double {
    var gradients = noGradients
    let unchanged = areUnchanged(parameters)
    return open(parameters, &gradients, batch, initialStates) { session in
      forward(
        session, batch, dropping: false, given: initialStates != nil, unchanged: unchanged)
      return measure(
        session, batch, targets, loss, gradient: nil, predictions: &predictions)
    }
  }

  /// Runs a batch forwards and backwards.
  ///
  /// - Parameters:
  ///   - parameters: The flat buffer.
  ///   - batch: What to read.
  ///   - targets: The right answers.
  ///   - loss: What the gradients are of.
  ///   - gradients: Receives ∂loss/∂parameter, in the order of the flat buffer.
  ///   - dropout: The stream from which dropout draws; `nil` drops nothing.
  ///   - initialStates: Per recurrence and state, `[batch × width]`; zero or learned where `nil`.
  /// - Returns: The loss.
  public func train(
    _ parameters: [Float], on batch: Batch, targets: Targets, loss: Loss = .crossEntropy,
    gradients: inout [Float], dropout: inout RandomStream?, initialStates: [[[Float]]]? = nil
  ) -> Double {
    precondition(purpose == .training, "this executor was built for inference")
    precondition(gradients.count == network.parameterCount, "gradients of another network")
    let dropping = drawMasks(batch, from: &dropout)
    return open(parameters, &gradients, batch, initialStates) { session in
      forward(session, batch, dropping: dropping, given: initialStates != nil)
      let value = measure(
        session, batch, targets, loss, gradient: readout.outputGradients,
        predictions: &noPredictions)
      backward(session, batch, dropping: dropping, given: initialStates != nil)
      return value
    }
  }

  /// Whether what was made of the parameters for the run before, packed weights and tables, still
  /// holds. Only asked for inference: there a step of one sequence costs less than the packing.
  private func areUnchanged(_ parameters: [Float]) -> Bool {
    guard purpose == .inference else { return false }
    defer { known = parameters }
    return known.sharesStorage(with: parameters)
  }

  private func open<Result>(
    _ parameters: [Float], _ gradients: inout [Float], _ batch: Batch,
    _ initialStates: [[[Float]]]?, _ body: (borrowing Session) -> Result
  ) -> Result {
    precondition(parameters.count == network.parameterCount, "parameters of another network")
    precondition(
      batch.count <= batchCapacity && batch.time <= timeCapacity,
      "a batch of \(batch.count) × \(batch.time) in an executor for "
        + "\(batchCapacity) × \(timeCapacity)")
    ran = (batch.time, batch.count)
    input.write(batch, to: machine)
    readout.write(batch, to: machine)
    if let initialStates { write(initialStates) }
    return machine.open(
      parameters: parameters, gradients: &gradients, symbols: batch.symbols,
      lengths: batch.lengths, batch: batch.count, body)
  }

  func forward(
    _ session: borrowing Session, _ batch: Batch, dropping: Bool, given: Bool,
    unchanged: Bool = false
  ) {
    for layer in layers {
      layer.forward(
        session, steps: batch.time, batch: batch.count, dropping: dropping, given: given,
        unchanged: unchanged)
    }
    readout.forward(session, steps: batch.time, batch: batch.count, unchanged: unchanged)
  }

  func backward(_ session: borrowing Session, _ batch: Batch, dropping: Bool, given: Bool) {
    readout.backward(session, steps: batch.time, batch: batch.count)
    for (index, layer) in layers.enumerated().reversed() {
      layer.backward(
        session, steps: batch.time, batch: batch.count, dropping: dropping, given: given,
        seeds: index == layers.count - 1 ? readout.seeds : [])
    }
  }

  // MARK: - Loss

  private func measure(
    _ session: borrowing Session, _ batch: Batch, _ right: Targets, _ loss: Loss,
    gradient: Place?, predictions: inout [Int32]
  ) -> Double {
    let rows = readout.answers(steps: batch.time, batch: batch.count)
    switch right {
    case .classes(let classes, let mask):
      precondition(loss != .meanSquaredError, "classes are answered by cross-entropy")
      let counted = collect(classes, mask, rows: rows, batch)
      let scale = loss == .crossEntropySum ? 1 : 1 / Double(max(counted, 1))
      return scale
        * session.softmaxCrossEntropy(
          logits: readout.outputs, rows: rows, targets: targets, scale: Float(scale),
          gradient: gradient, predictions: &predictions)
    case .values(let values, let width, let mask):
      precondition(loss == .meanSquaredError, "real numbers are answered by the squared error")
      precondition(width == network.outputs, "answers of \(width) numbers, not \(network.outputs)")
      let masked = mask != nil || (batch.lengths != nil && network.readout == .everyStep)
      let counts = masked ? right.counting(answers: rows, batch: batch) : []
      let counted = masked ? counts.count { $0 } : rows
      let scale = 1 / Double(max(counted, 1) * width)
      return scale
        * session.squaredError(
          outputs: readout.outputs, rows: rows, targets: values, counts: counts,
          scale: Float(scale), gradient: gradient)
    }
  }

  /// The right classes in `targets`, with −1 where an answer does not count.
  private func collect(
    _ classes: [Int32], _ mask: [Bool]?, rows: Int, _ batch: Batch
  ) -> Int {
    precondition(classes.count == rows, "\(classes.count) classes for \(rows) answers")
    if targets.count < rows { targets = Array(repeating: 0, count: rows) }
    var counted = 0
    for row in 0..<rows {
      var counts = mask.map { $0[row] } ?? true
      if network.readout == .everyStep, let lengths = batch.lengths {
        counts = counts && row / batch.count < Int(lengths[row % batch.count])
      }
      precondition(classes[row] >= 0 || !counts, "the class \(classes[row]) does not exist")
      targets[row] = counts ? classes[row] : -1
      if counts { counted += 1 }
    }
    return counted
  }

  private func write(_ initialStates: [[[Float]]]) {
    let recurrences = layers.flatMap(\.recurrences)
    precondition(
      initialStates.count == recurrences.count, "initial states for every recurrence are given")
    for (recurrence, states) in zip(recurrences, initialStates) {
      for (place, scalars) in zip(recurrence.loop.statesBefore, states) {
        precondition(
          scalars.count == ran.batch * place.width, "a state is [batch × \(place.width)]")
        let first = recurrence.recurrence.direction == .forward ? 0 : ran.steps - 1
        machine.write(scalars, at: place.start(step: first, batch: ran.batch))
      }
    }
  }

  private func drawMasks(_ batch: Batch, from random: inout RandomStream?) -> Bool {
    guard network.dropout > 0, var stream = random else { return false }
    for layer in layers {
      guard let mask = layer.mask else { continue }
      let count = batch.time * batch.count * mask.width
      machine.write(
        (0..<count).lazy.map { _ in
          DropoutMask.factor(dropping: self.network.dropout, from: &stream)
        }, at: mask.base)
    }
    random = stream
    return true
  }
}

extension Batch {
  /// The symbols; empty where real numbers are read.
  var symbols: [Int32] {
    if case .symbols(let symbols) = input { symbols } else { [] }
  }
}
