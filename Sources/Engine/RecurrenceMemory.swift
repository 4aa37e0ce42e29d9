import Kernels

/// The memory of one recurrence while its programs are written: hands out places, and remembers
/// which weights must be packed.
final class RecurrenceMemory {
  /// What the recurrence reads.
  let reads: FastRecurrence.Reads
  /// The whole network's memory, of which this is a part.
  var layout: WorkspaceLayout
  /// Steps whose deferred products run together, a power of two: so few that what they read is still
  /// in the second-level cache. All of them where the gradients that they are added to fill that cache
  /// alone.
  let stepsOfBlock: Int
  /// Packs every matrix that a program asked for.
  private(set) var pack = Program()

  private let parameters: ArraySlice<Parameter>
  private var packed: [Weights: Place] = [:]

  private struct Weights: Hashable {
    let parameter: Int
    let transposed: Bool
  }

  init(
    _ recurrence: Network.Recurrence, of network: Network, reads: FastRecurrence.Reads,
    layout: WorkspaceLayout
  ) {
    self.reads = reads
    self.layout = layout
    let isSmall = recurrence.cell.states.allSatisfy { $0.width <= 256 }
    let enough = isSmall ? min(128, layout.batch * layout.time) : layout.batch * layout.time
    var steps = 1
    while steps * layout.batch < enough { steps *= 2 }
    stepsOfBlock = steps
    parameters = network.parameters[recurrence.firstParameter...]
  }

  /// A place for a value of one step, or, `hoisted`, for a value that is computed before the loop: a
  /// row per symbol of the alphabet, or a row per sequence at every step.
  func place(width: Int, hoisted: Bool) -> Place {
    guard hoisted else { return layout.rows(width: width) }
    if case .table(_, let symbols) = reads { return layout.rows(symbols, width: width) }
    return layout.sequence(width: width)
  }

  /// A place for a factor of deferred products: until the end of its block, or, where the gradient of
  /// what is read at every step may be made of it, for good.
  func delta(width: Int) -> Place {
    guard case .table = reads else { return layout.sequence(width: width) }
    return layout.block(of: stepsOfBlock, width: width)
  }

  /// A matrix of the cell, packed for `a · Wᵀ` or, transposed, for `a · W`.
  func weights(_ index: Int, transposed: Bool) -> Place {
    let key = Weights(parameter: index, transposed: transposed)
    if let known = packed[key] { return known }
    let parameter = parameter(index)
    let (rows, columns) = (parameter.shape[0], parameter.shape[1])
    let place = layout.packed(
      depth: transposed ? rows : columns, columns: transposed ? columns : rows)
    pack.pack(
      Place(.parameters, base: parameter.offset, width: columns), rows: rows, columns: columns,
      transposed: transposed, into: place)
    packed[key] = place
    return place
  }

  /// A learned row of the cell.
  func row(_ index: Int) -> Place {
    Place(.parameters, base: parameter(index).offset, width: parameter(index).count)
  }

  /// Where the gradient of a parameter is added up.
  func gradient(of index: Int) -> Place {
    Place(.gradients, base: parameter(index).offset, width: parameter(index).shape.last ?? 1)
  }

  private func parameter(_ index: Int) -> Parameter { parameters[parameters.startIndex + index] }
}
