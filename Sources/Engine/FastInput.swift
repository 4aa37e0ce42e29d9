import Kernels

/// Where a network's input lies: a table with a row per symbol, or real numbers at every step.
struct FastInput {
  let reads: FastRecurrence.Reads
  private let network: Network

  init(_ network: Network, layout: inout WorkspaceLayout) {
    self.network = network
    switch network.input {
    case .embedding(let symbols, let width):
      let offset = network.embedding.map { network.parameters[$0].offset } ?? 0
      reads = .table(Place(.parameters, base: offset, width: width), symbols: symbols)
    case .oneHot(let symbols):
      reads = .table(layout.rows(symbols, width: symbols), symbols: symbols)
    case .values(let features):
      reads = .sequence(layout.sequence(width: features))
    }
  }

  /// Writes what never changes: the identity that one-hot rows are.
  func prepare(_ machine: Machine) {
    guard case .oneHot(let symbols) = network.input, case .table(let table, _) = reads else {
      return
    }
    let identity = (0..<symbols * symbols).map { Float($0 / symbols == $0 % symbols ? 1 : 0) }
    machine.write(identity, at: table.base)
  }

  /// Writes real numbers, and zeros behind the end of each sequence.
  func write(_ batch: Batch, to machine: Machine) {
    switch (batch.input, reads) {
    case (.symbols, .table): break
    case (.values(let values, let features), .sequence(let place)):
      precondition(features == place.width, "\(features) features, not \(place.width)")
      guard batch.lengths != nil else {
        machine.write(values, at: place.base)
        return
      }
      machine.write(
        values.indices.lazy.map { index in
          let row = index / features
          return row / batch.count < batch.length(of: row % batch.count) ? values[index] : 0
        }, at: place.base)
    case (.symbols, .sequence): preconditionFailure("this network reads real numbers")
    case (.values, .table): preconditionFailure("this network reads symbols")
    }
  }
}
