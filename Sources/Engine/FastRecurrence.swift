import Kernels

/// The programs of one recurrence: a ``SequencePlan`` bound to memory, in the order in which they run.
///
/// A class, because copying a hundred arrays to look at one costs more than a short step.
final class FastRecurrence {
  /// What a recurrence reads.
  enum Reads {
    /// Rows of a table, one per symbol of the alphabet.
    case table(Place, symbols: Int)
    /// A row per sequence at every step.
    case sequence(Place)

    /// Where it lies.
    var place: Place {
      switch self {
      case .table(let place, _), .sequence(let place): place
      }
    }
  }

  /// What is asked of it.
  struct Purpose {
    /// Whether the backward pass will run.
    var training: Bool
    /// Whether gates, candidates, states and their gradients are kept at every step.
    var recording: Bool
    /// Whether what it shows is read at every step, and not only after the last.
    var shown: Bool
    /// Whether the gradient of what it reads is wanted.
    var readGradients: Bool
  }

  let recurrence: Network.Recurrence
  let hoisted: HoistedPass
  let loop: LoopPass
  let backward: BackwardPass?
  /// Packs the weights: once for every change of the parameters.
  let pack: Program
  private let reads: Reads
  private let stepsOfBlock: Int
  /// Sequences from which on a product with the input costs no more within the loop, where it does not
  /// pass through memory: 1.2 times as fast for the LSTM at (64, 100, 128, 256).
  private static let manyRows = 32

  init(
    _ recurrence: Network.Recurrence, of network: Network, reads: Reads, purpose: Purpose,
    layout: inout WorkspaceLayout
  ) {
    self.recurrence = recurrence
    self.reads = reads
    let isTable = if case .table = reads { true } else { false }
    let plan = SequencePlan(
      recurrence.cell, shown: purpose.training && purpose.shown,
      hoists: purpose.training || isTable || layout.batch < Self.manyRows
        || !recurrence.cell.graph.addsInputProductsToProductsAlone)
    let memory = RecurrenceMemory(recurrence, of: network, reads: reads, layout: layout)
    hoisted = HoistedPass(plan, purpose, memory)
    loop = LoopPass(plan, hoisted, recurrence, of: network, purpose, memory)
    backward =
      purpose.training
      ? BackwardPass(plan, hoisted, loop, recurrence, of: network, purpose, memory) : nil
    pack = memory.pack
    stepsOfBlock = memory.stepsOfBlock
    layout = memory.layout
  }

  /// Rows of the hoisted part: the symbols of the alphabet, or the sequences of all steps.
  func hoistedRows(steps: Int, batch: Int) -> Int {
    if case .table(_, let symbols) = reads { symbols } else { steps * batch }
  }

  /// Whether the states before the first step are zero, unless they are given.
  private var startsFromZero: Bool { recurrence.initialStates.isEmpty }

  /// - Parameters:
  ///   - given: Whether the first states are there already.
  ///   - unchanged: Whether the parameters are those of the run before.
  func run(
    _ session: borrowing Session, steps: Int, batch: Int, given: Bool, unchanged: Bool
  ) {
    if !unchanged { session.run(pack, rows: 1) }
    if !unchanged || !readsTable {
      session.run(hoisted.program, rows: hoistedRows(steps: steps, batch: batch))
    }
    session.run(loop.before, rows: batch)
    if !given { session.run(loop.start, steps: firstStep(of: steps)) }
    if given || !startsFromZero { return run(session, loop.step, 0..<steps) }
    session.run(loop.firstStep, steps: firstStep(of: steps))
    run(session, loop.step, laterSteps(of: 0..<steps, of: steps))
  }

  private func run(_ session: borrowing Session, _ step: Program, _ steps: Range<Int>) {
    session.run(step, steps: steps, descending: recurrence.direction == .backward)
  }

  /// - Parameters:
  ///   - given: Whether the first states were there already.
  ///   - seed: Sets the gradient of the last state.
  func runBackward(
    _ session: borrowing Session, steps: Int, batch: Int, given: Bool, seed: Program
  ) {
    guard let backward else { preconditionFailure("this recurrence was built for inference") }
    let rows = hoistedRows(steps: steps, batch: batch)
    session.run(backward.before, rows: batch)
    session.run(backward.start, steps: lastStep(of: steps))
    session.run(seed, steps: lastStep(of: steps))
    session.run(backward.clear, rows: rows)
    for block in blocks(of: steps) {
      let later = startsFromZero ? laterSteps(of: block, of: steps) : block
      session.run(backward.step, steps: later, descending: recurrence.direction == .forward)
      if later != block { session.run(backward.firstStep, steps: firstStep(of: steps)) }
      session.run(backward.deferred, rows: block.count * batch, from: block.lowerBound)
      // States that are zero add nothing to a gradient.
      let reading = given ? block : later
      session.run(
        backward.deferredOfStates, rows: reading.count * batch, from: reading.lowerBound)
      if !readsTable {
        session.run(backward.hoisted, rows: block.count * batch, from: block.lowerBound)
      }
    }
    session.run(backward.end, steps: firstStep(of: steps))
    if readsTable { session.run(backward.hoisted, rows: rows) }
  }

  private var readsTable: Bool { if case .table = reads { true } else { false } }

  /// Steps without the one that is read first.
  private func laterSteps(of block: Range<Int>, of steps: Int) -> Range<Int> {
    let first = firstStep(of: steps).lowerBound
    guard block.contains(first) else { return block }
    return recurrence.direction == .forward
      ? first + 1..<block.upperBound : block.lowerBound..<first
  }

  /// The steps in blocks, in the order of the way back.
  private func blocks(of steps: Int) -> [Range<Int>] {
    let ascending = stride(from: 0, to: steps, by: stepsOfBlock).map {
      $0..<min($0 + stepsOfBlock, steps)
    }
    return recurrence.direction == .forward ? ascending.reversed() : ascending
  }

  /// The step that is read first, as a range of one.
  func firstStep(of steps: Int) -> Range<Int> {
    recurrence.direction == .forward ? 0..<1 : steps - 1..<steps
  }

  /// The step that is read last, as a range of one.
  func lastStep(of steps: Int) -> Range<Int> {
    recurrence.direction == .forward ? steps - 1..<steps : 0..<1
  }
}
