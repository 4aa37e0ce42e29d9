import Kernels

/// One layer bound to memory: its recurrences, what they read together, and the way back down.
final class FastLayer {
  let recurrences: [FastRecurrence]
  /// Factors of dropout for what this layer reads, `[time × batch × features]`.
  private(set) var mask: Place?
  /// The gradient of what the layer reads, where that is real numbers from outside.
  private(set) var inputGradient: Place?

  /// Puts together what the layer reads: once per batch, over all steps.
  private var join = Program()
  /// The same, while dropping.
  private var joinDropping = Program()
  /// Hands the gradient of what was read to whoever showed it, over ``handDownRows``.
  private var handDown = Program()
  private var handDownDropping = Program()

  init(
    _ layer: Network.Layer, of network: Network, below: FastLayer?, input: FastInput,
    training: Bool, recording: Bool, shown: Bool, layout: inout WorkspaceLayout
  ) {
    var reads = input.reads
    if let below {
      let parts = below.recurrences.map { $0.loop.statesAfter[0] }
      if parts.count == 1, !(training && network.dropout > 0) {
        reads = .sequence(parts[0])
      } else {
        let joint = layout.sequence(width: layer.inputWidth)
        join.join(parts, into: joint)
        if training, network.dropout > 0 {
          let mask = layout.sequence(width: layer.inputWidth)
          joinDropping.join(parts, into: joint)
          joinDropping.multiply(joint, mask, into: joint)
          self.mask = mask
        }
        reads = .sequence(joint)
      }
    }
    let readsNumbers = if case .values = network.input { true } else { false }
    let purpose = FastRecurrence.Purpose(
      training: training, recording: recording, shown: shown,
      readGradients: training
        && (below != nil || network.embedding != nil || (readsNumbers && recording)))
    recurrences = layer.recurrences.map {
      FastRecurrence($0, of: network, reads: reads, purpose: purpose, layout: &layout)
    }
    if purpose.readGradients { buildHandDown(below, network, reads, layer, &layout) }
  }

  private func buildHandDown(
    _ below: FastLayer?, _ network: Network, _ reads: FastRecurrence.Reads,
    _ layer: Network.Layer, _ layout: inout WorkspaceLayout
  ) {
    let gradients = recurrences.compactMap { $0.backward?.readGradient }
    guard var whole = gradients.first else { return }
    if gradients.count > 1 {
      if case .table(_, let symbols) = reads {
        whole = layout.rows(symbols, width: layer.inputWidth)
      } else {
        whole = layout.sequence(width: layer.inputWidth)
      }
      handDown.add(gradients[0], gradients[1], into: whole)
    }
    if let below {
      handDownDropping = handDown
      if let mask { handDownDropping.multiply(whole, mask, into: whole) }
      let targets = below.recurrences.compactMap { $0.backward?.shownGradient }
      handDown.split(whole, into: targets)
      handDownDropping.split(whole, into: targets)
    } else if let embedding = network.embedding {
      let parameter = network.parameters[embedding]
      let gradient = Place(.gradients, base: parameter.offset, width: layer.inputWidth)
      handDown.add(gradient, whole, into: gradient)
    } else {
      inputGradient = whole
    }
  }

  func forward(
    _ session: borrowing Session, steps: Int, batch: Int, dropping: Bool, given: Bool,
    unchanged: Bool
  ) {
    session.run(dropping ? joinDropping : join, rows: steps * batch)
    for recurrence in recurrences {
      recurrence.run(
        session, steps: steps, batch: batch, given: given, unchanged: unchanged)
    }
  }

  /// - Parameter seeds: For each recurrence, what sets the gradient of its last state.
  func backward(
    _ session: borrowing Session, steps: Int, batch: Int, dropping: Bool, given: Bool,
    seeds: [Program]
  ) {
    for (index, recurrence) in recurrences.enumerated() {
      recurrence.runBackward(
        session, steps: steps, batch: batch, given: given,
        seed: seeds.isEmpty ? Program() : seeds[index])
    }
    let rows = recurrences[0].hoistedRows(steps: steps, batch: batch)
    session.run(dropping && mask != nil ? handDownDropping : handDown, rows: rows)
  }
}

extension Program {
  /// `out` is the parts side by side.
  mutating func join(_ parts: [Place], into out: Place) {
    var first = 0
    for part in parts {
      put(part, first: first, into: out)
      first += part.width
    }
  }

  /// The parts are the columns of `whole`, from left to right.
  mutating func split(_ whole: Place, into parts: [Place]) {
    var first = 0
    for part in parts {
      take(whole, first: first, into: part)
      first += part.width
    }
  }

  /// `out = a + b`
  mutating func add(_ a: Place, _ b: Place, into out: Place) {
    strips(
      [StripOperation(.add, out: 2, a: 0, b: 1)], memory: [a, b, out], temporaries: 0,
      width: out.width)
  }

  /// `out = a ⊙ b`
  mutating func multiply(_ a: Place, _ b: Place, into out: Place) {
    strips(
      [StripOperation(.multiply, out: 2, a: 0, b: 1)], memory: [a, b, out], temporaries: 0,
      width: out.width)
  }
}
