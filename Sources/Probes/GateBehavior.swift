import Engine
public import Models
public import Tasks

/// What each gate of the first layer does, on average, at three kinds of steps: those that hold the
/// operands, the one that holds a distractor, and those that hold nothing (a zero).
public struct GateBehavior: Sendable, Hashable, Codable {
  /// Mean values over units and rows.
  public struct Means: Sendable, Hashable, Codable {
    /// At the first two steps.
    public let operands: Double
    /// At later steps that hold a digit other than zero.
    public let distractor: Double
    /// At later steps that hold a zero.
    public let rest: Double
  }

  /// The means of each gate, by name; empty for a cell without gates.
  public let gates: [String: Means]

  /// Measures a model on rows of a digit sum.
  public init(of model: Model, on dataset: Dataset) {
    let rows = Array(0..<min(dataset.count, 100))
    let (batch, _) = dataset.batch(of: rows)
    guard case .symbols(let symbols) = batch.input else {
      gates = [:]
      return
    }
    let executor = FastExecutor(
      model.network, batch: batch.count, time: batch.time, purpose: .inference, recording: true)
    executor.run(model.parameters, on: model.encoded(batch))
    let recording = executor.recordings()[0]
    let states = Set(model.network.layers[0].recurrences[0].cell.states.map(\.quantity))
    var gates: [String: Means] = [:]
    for quantity in recording.quantities
    where quantity != .candidate && !states.contains(quantity) {
      guard let series = recording[quantity] else { continue }
      var sums = [Double](repeating: 0, count: 3)
      var counts = [Int](repeating: 0, count: 3)
      for (index, value) in series.scalars.enumerated() {
        let place = index / series.width
        let kind = place / batch.count < 2 ? 0 : symbols[place] != 0 ? 1 : 2
        sums[kind] += Double(value)
        counts[kind] += 1
      }
      let means = zip(sums, counts).map { $0 / Double(max($1, 1)) }
      gates[quantity.rawValue] = Means(operands: means[0], distractor: means[1], rest: means[2])
    }
    self.gates = gates
  }
}
