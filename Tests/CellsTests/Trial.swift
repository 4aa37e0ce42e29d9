import Cells
import Engine

/// A small network around a cell, with parameters, a batch and targets drawn from a seed.
struct Trial: CustomStringConvertible, Sendable {
  enum Shape: String, CaseIterable, Sendable {
    case oneLayer, backward, bidirectional, twoLayers, twoBidirectionalLayers
  }

  enum Reading: String, CaseIterable, Sendable {
    case embedding, oneHot, values
  }

  var cell: String
  var shape = Shape.oneLayer
  var reading = Reading.embedding
  var readout = Network.Readout.last
  var mixedLengths = false
  var initialState = Network.InitialState.zero
  var dropout = 0.0
  var hidden = 5
  var count = 4
  var time = 6
  var seed: UInt64 = 1

  var description: String {
    "\(cell) \(shape) \(reading) \(readout) mixed \(mixedLengths) start \(initialState) "
      + "dropout \(dropout) H\(hidden) B\(count) T\(time) seed \(seed)"
  }

  var network: Network {
    func make(_ direction: Network.Direction) -> (cell: any RecurrentCell, Network.Direction) {
      (makeCell(named: cell, hidden: hidden), direction)
    }
    let layers: [[(cell: any RecurrentCell, direction: Network.Direction)]] =
      switch shape {
      case .oneLayer: [[make(.forward)]]
      case .backward: [[make(.backward)]]
      case .bidirectional: [[make(.forward), make(.backward)]]
      case .twoLayers: [[make(.forward)], [make(.forward)]]
      case .twoBidirectionalLayers:
        [[make(.forward), make(.backward)], [make(.forward), make(.backward)]]
      }
    let input: Network.Input =
      switch reading {
      case .embedding: .embedding(symbols: 7, width: 3)
      case .oneHot: .oneHot(symbols: 7)
      case .values: .values(features: 3)
      }
    return Network(
      input: input, layers: layers, initialState: initialState, dropout: dropout,
      readout: readout, outputs: 4)
  }

  func parameters(_ network: Network) -> [Float] {
    var random = RandomStream(seed: seed, name: "parameters")
    return (0..<network.parameterCount).map { _ in Float(random.uniform(in: -0.6...0.6)) }
  }

  var batch: Batch {
    var random = RandomStream(seed: seed, name: "batch")
    var lengths: [Int32]?
    if mixedLengths {
      var drawn = (0..<count).map { _ in Int32(1 + random.integer(below: time)) }
      drawn[0] = Int32(time)
      lengths = drawn
    }
    if reading == .values {
      return Batch(
        count: count, time: time,
        input: .values(
          (0..<time * count * 3).map { _ in Float(random.uniform(in: -1...1)) }, features: 3),
        lengths: lengths)
    }
    return Batch(
      count: count, time: time,
      input: .symbols((0..<time * count).map { _ in Int32(random.integer(below: 7)) }),
      lengths: lengths)
  }

  var targets: Targets {
    var random = RandomStream(seed: seed, name: "targets")
    let answers = readout == .everyStep ? time * count : count
    return .classes((0..<answers).map { _ in Int32(random.integer(below: 4)) })
  }

  var dropoutStream: RandomStream? {
    dropout > 0 ? RandomStream(seed: seed, name: "dropout") : nil
  }

  /// Every combination that the engine treats differently, for one cell.
  static func all(of cell: String) -> [Trial] {
    var trials: [Trial] = []
    for shape in Shape.allCases {
      for mixed in [false, true] {
        trials.append(Trial(cell: cell, shape: shape, mixedLengths: mixed))
      }
    }
    for reading in Reading.allCases {
      for readout in Network.Readout.allCases {
        trials.append(
          Trial(
            cell: cell, shape: .bidirectional, reading: reading, readout: readout,
            mixedLengths: true))
        trials.append(
          Trial(
            cell: cell, shape: .twoLayers, reading: reading, readout: readout,
            initialState: .learned))
      }
    }
    trials.append(Trial(cell: cell, shape: .twoLayers, readout: .everyStep, dropout: 0.4))
    trials.append(
      Trial(cell: cell, shape: .twoBidirectionalLayers, mixedLengths: true, dropout: 0.3))
    trials.append(Trial(cell: cell, hidden: 37, count: 19, time: 3))
    return trials
  }
}

/// A cell of the catalog.
private func makeCell(named name: String, hidden: Int) -> any RecurrentCell {
  guard let entry = CellCatalog.stock[name] else { preconditionFailure("no cell '\(name)'") }
  return entry.make(hidden)
}

/// The largest difference of two series, relative to the largest magnitude (at least `floor`).
func difference(_ a: some Collection<Float>, _ b: some Collection<Double>, floor: Double = 1e-3)
  -> Double
{
  precondition(a.count == b.count, "\(a.count) numbers against \(b.count)")
  let scale = max(b.map { abs($0) }.max() ?? 0, floor)
  return zip(a, b).map { abs(Double($0) - $1) / scale }.max() ?? 0
}
