import CKernels

/// The memories of a machine, open for running programs; lives only inside ``Machine/open``.
public struct Session: ~Copyable {
  private let workspace: UnsafeMutableBufferPointer<Float>
  private let parameters: UnsafeBufferPointer<Float>
  private let gradients: UnsafeMutableBufferPointer<Float>
  private let symbolCount: Int
  private let symbolRange: ClosedRange<Int32>
  private let batch: Int
  private let table: UnsafePointer<ll_kernels>
  private var context: ll_context
  private var counter: OperationCounter?

  init(
    workspace: UnsafeMutableBufferPointer<Float>, parameters: UnsafeBufferPointer<Float>,
    gradients: UnsafeMutableBufferPointer<Float>, symbols: UnsafeBufferPointer<Int32>,
    lengths: UnsafeBufferPointer<Int32>?, batch: Int, table: UnsafePointer<ll_kernels>, team: Team?
  ) {
    self.workspace = workspace
    self.parameters = parameters
    self.gradients = gradients
    symbolCount = symbols.count
    symbolRange = (symbols.min() ?? 0)...(symbols.max() ?? 0)
    self.batch = batch
    self.table = table
    context = ll_context()
    context.kernels = table
    context.spaces = (
      workspace.baseAddress,
      // No instruction writes to the parameters: Program offers none that could.
      UnsafeMutablePointer(mutating: parameters.baseAddress), gradients.baseAddress
    )
    context.symbols = symbols.baseAddress
    context.lengths = lengths?.baseAddress
    context.batch = Int64(batch)
    context.team = team?.raw
  }

  /// A session without memory: what it is asked to run is counted, and not run.
  init(counting counter: OperationCounter, batch: Int) {
    self.init(
      workspace: .init(start: nil, count: 0), parameters: .init(start: nil, count: 0),
      gradients: .init(start: nil, count: 0), symbols: .init(start: nil, count: 0), lengths: nil,
      batch: batch, table: InstructionSet.baseline.table, team: nil)
    self.counter = counter
  }

  /// Runs a program once per step, upwards from `first` or downwards to it.
  public func run(_ program: Program, steps: Range<Int>, descending: Bool = false) {
    if steps.isEmpty || program.isEmpty { return }
    if let counter { return counter.add(program, rows: steps.count * batch) }
    check(program, steps: steps, rows: batch)
    var context = context
    withRaw(program) { raw in
      ll_run_steps(
        raw, &context, Int64(descending ? steps.upperBound - 1 : steps.lowerBound),
        Int64(steps.count), descending ? -1 : 1)
    }
  }

  /// Runs a program once over `rows` rows: the sequences of all steps from `first` on, or the symbols
  /// of an alphabet.
  public func run(_ program: Program, rows: Int, from first: Int = 0) {
    if rows == 0 || program.isEmpty { return }
    if let counter { return counter.add(program, rows: rows) }
    check(program, steps: first..<first + 1, rows: rows)
    var context = context
    withRaw(program) { raw in ll_run_rows(raw, &context, Int64(first), Int64(rows)) }
  }

  /// Softmax and cross-entropy of `rows` rows of logits; writes `scale` times the gradient.
  ///
  /// - Parameters:
  ///   - targets: The right class per row; −1 where a row does not count.
  ///   - gradient: Where the gradient goes; `nil` when only the loss is wanted.
  ///   - predictions: Receives each row's most likely class, where it is not empty.
  /// - Returns: The sum of the losses in nats, not scaled.
  public func softmaxCrossEntropy(
    logits: Place, rows: Int, targets: [Int32], scale: Float, gradient: Place?,
    predictions: inout [Int32]
  ) -> Double {
    precondition(targets.count >= rows, "\(targets.count) targets for \(rows) rows")
    precondition(predictions.isEmpty || predictions.count >= rows, "no place for the predictions")
    precondition(
      logits.base + rows * logits.width <= workspace.count
        && (gradient?.base ?? 0) + rows * logits.width <= workspace.count,
      "logits past the workspace")
    precondition(
      targets.prefix(rows).allSatisfy { $0 < logits.width }, "a target outside the classes")
    let out = gradient.flatMap { place in workspace.baseAddress.map { $0 + place.base } }
    return targets.withUnsafeBufferPointer { targets in
      predictions.withUnsafeMutableBufferPointer { predictions in
        table.pointee.softmax_cross_entropy(
          Int64(rows), Int64(logits.width), workspace.baseAddress.map { $0 + logits.base },
          targets.baseAddress, scale, out, predictions.isEmpty ? nil : predictions.baseAddress)
      }
    }
  }

  /// Squared error of `rows` rows; writes `scale` times the gradient of its sum.
  ///
  /// - Parameters:
  ///   - targets: The right numbers, `[rows × width]`.
  ///   - counts: Which rows count; all where empty.
  /// - Returns: The sum of the squares, not scaled.
  public func squaredError(
    outputs: Place, rows: Int, targets: [Float], counts: [Bool], scale: Float, gradient: Place?
  ) -> Double {
    let width = outputs.width
    precondition(targets.count >= rows * width, "\(targets.count) targets for \(rows) rows")
    precondition(
      counts.isEmpty || counts.count >= rows, "\(counts.count) marks for \(rows) rows")
    precondition(
      outputs.base + rows * width <= workspace.count
        && (gradient?.base ?? 0) + rows * width <= workspace.count, "answers past the workspace")
    var sum = 0.0
    for row in 0..<rows {
      let counted = counts.isEmpty || counts[row]
      for i in row * width..<(row + 1) * width {
        let difference = counted ? workspace[outputs.base + i] - targets[i] : 0
        sum += Double(difference) * Double(difference)
        if let gradient { workspace[gradient.base + i] = 2 * scale * difference }
      }
    }
    return sum
  }

  private func check(_ program: Program, steps: Range<Int>, rows: Int) {
    for place in program.touched {
      precondition(
        place.end(steps: steps, batch: batch, rows: rows) <= size(of: place.space),
        "a program reaches past the \(place.space)")
    }
    for (space, end) in program.fixedEnds {
      precondition(end <= size(of: space), "a program reaches past the \(space)")
    }
    if let alphabet = program.alphabet {
      precondition(
        symbolCount >= (steps.upperBound - 1) * batch + rows && symbolRange.lowerBound >= 0
          && symbolRange.upperBound < alphabet, "a symbol outside the alphabet of \(alphabet)")
    }
  }

  private func size(of space: Place.Space) -> Int {
    switch space {
    case .workspace: workspace.count
    case .parameters: parameters.count
    case .gradients: gradients.count
    }
  }

  private func withRaw(_ program: Program, _ body: (ll_program) -> Void) {
    program.instructions.withUnsafeBufferPointer { instructions in
      program.terms.withUnsafeBufferPointer { terms in
        program.operations.withUnsafeBufferPointer { operations in
          program.places.withUnsafeBufferPointer { places in
            body(
              ll_program(
                instructions: instructions.baseAddress, terms: terms.baseAddress,
                operations: operations.baseAddress, places: places.baseAddress,
                count: Int32(instructions.count)))
          }
        }
      }
    }
  }
}
