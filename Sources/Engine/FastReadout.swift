import Kernels

/// The read-out bound to memory: from what the top layer shows to the answers, and back.
final class FastReadout {
  /// The answers, `[answers × outputs]`.
  let outputs: Place
  /// Their gradients.
  private(set) var outputGradients: Place?
  /// For each recurrence of the top layer, what sets the gradient of its last state.
  private(set) var seeds: [Program] = []

  private let network: Network
  private let top: FastLayer
  private let features: Place
  /// One over a sequence's length at its steps, zero behind its end: `[time × batch × 1]`.
  private var shares: Place?

  private var pack = Program()
  /// Collects the last states: for each recurrence, at the step it reads last.
  private var collect: [Program] = []
  /// Joins what is shown at every step.
  private var join = Program()
  /// Clears the mean, and adds to it at every step.
  private var clearMean = Program()
  private var addToMean = Program()
  private var answer = Program()
  private var answerBackward = Program()
  /// Hands the gradients to the top layer: over all steps at once, or step by step.
  private var handDown = Program()
  private var handDownEveryStep = Program()

  init(_ network: Network, top: FastLayer, training: Bool, _ layout: inout WorkspaceLayout) {
    self.network = network
    self.top = top
    let shown = top.recurrences.map { $0.loop.statesAfter[0] }
    let width = shown.reduce(0) { $0 + $1.width }
    let everyStep = network.readout == .everyStep
    if everyStep, shown.count == 1 {
      features = shown[0]
    } else {
      features = everyStep ? layout.sequence(width: width) : layout.rows(width: width)
    }
    outputs =
      everyStep
      ? layout.sequence(width: network.outputs) : layout.rows(width: network.outputs)

    switch network.readout {
    case .last:
      var first = 0
      for part in shown {
        var program = Program()
        program.put(part, first: first, into: features)
        collect.append(program)
        first += part.width
      }
    case .everyStep:
      if shown.count > 1 { join.join(shown, into: features) }
    case .mean:
      let shares = layout.sequence(width: 1)
      self.shares = shares
      let joint = layout.rows(width: width)
      let spread = layout.rows(width: width)
      clearMean.fill(features, with: 0)
      addToMean.join(shown, into: joint)
      addToMean.spread(shares, into: spread)
      addToMean.strips(
        [StripOperation(.multiplyAdd, out: 0, a: 1, b: 2, c: 0)],
        memory: [features, joint, spread], temporaries: 0, width: width)
    }

    let weights = network.parameters[network.readoutWeights]
    let bias = network.parameters[network.readoutWeights + 1]
    let packed = layout.packed(depth: width, columns: network.outputs)
    let matrix = Place(.parameters, base: weights.offset, width: width)
    pack.pack(
      matrix, rows: network.outputs, columns: width, transposed: false, into: packed)
    answer.product(
      [(a: features, packed: packed)],
      plusRow: Place(.parameters, base: bias.offset, width: network.outputs), into: outputs)
    if training {
      buildBackward(weights: weights, bias: bias, matrix: matrix, width: width, &layout)
    }
  }

  private func buildBackward(
    weights: Parameter, bias: Parameter, matrix: Place, width: Int,
    _ layout: inout WorkspaceLayout
  ) {
    let everyStep = network.readout == .everyStep
    let deltas =
      everyStep
      ? layout.sequence(width: network.outputs) : layout.rows(width: network.outputs)
    let gradient = everyStep ? layout.sequence(width: width) : layout.rows(width: width)
    outputGradients = deltas
    let packed = layout.packed(depth: network.outputs, columns: width)
    pack.pack(matrix, rows: network.outputs, columns: width, transposed: true, into: packed)
    answerBackward.outer(
      deltas, features, into: Place(.gradients, base: weights.offset, width: width))
    answerBackward.columnSum(
      of: deltas, into: Place(.gradients, base: bias.offset, width: network.outputs))
    answerBackward.product([(a: deltas, packed: packed)], into: gradient)

    switch network.readout {
    case .last:
      var first = 0
      for part in top.recurrences.compactMap({ $0.backward?.gradientsAfter[0] }) {
        var program = Program()
        program.take(gradient, first: first, into: part)
        seeds.append(program)
        first += part.width
      }
    case .everyStep:
      handDown.split(gradient, into: top.recurrences.compactMap { $0.backward?.shownGradient })
    case .mean:
      guard let shares else { return }
      let spread = layout.rows(width: width)
      handDownEveryStep.spread(shares, into: spread)
      handDownEveryStep.multiply(gradient, spread, into: spread)
      handDownEveryStep.split(
        spread, into: top.recurrences.compactMap { $0.backward?.shownGradient })
    }
  }

  /// The number of answers in a batch.
  func answers(steps: Int, batch: Int) -> Int {
    network.readout == .everyStep ? steps * batch : batch
  }

  /// Writes the shares that steps have in a mean.
  func write(_ batch: Batch, to machine: Machine) {
    guard let shares else { return }
    machine.write(
      (0..<batch.time * batch.count).lazy.map { row in
        let length = batch.length(of: row % batch.count)
        return row / batch.count < length ? 1 / Float(length) : 0
      }, at: shares.base)
  }

  /// - Parameter unchanged: Whether the parameters are those of the run before.
  func forward(_ session: borrowing Session, steps: Int, batch: Int, unchanged: Bool) {
    if !unchanged { session.run(pack, rows: 1) }
    for (recurrence, program) in zip(top.recurrences, collect) {
      session.run(program, steps: recurrence.lastStep(of: steps))
    }
    session.run(join, rows: steps * batch)
    session.run(clearMean, rows: batch)
    session.run(addToMean, steps: 0..<steps)
    session.run(answer, rows: answers(steps: steps, batch: batch))
  }

  func backward(_ session: borrowing Session, steps: Int, batch: Int) {
    session.run(answerBackward, rows: answers(steps: steps, batch: batch))
    session.run(handDown, rows: steps * batch)
    session.run(handDownEveryStep, steps: 0..<steps)
  }
}
