public import Engine

/// A small network around a cell, with parameters, a batch and targets drawn from a seed.
public struct Trial: Sendable, CustomStringConvertible {
  /// How recurrences are put together.
  public enum Shape: String, CaseIterable, Sendable {
    case oneLayer, backward, bidirectional, twoLayers, twoBidirectionalLayers
  }

  /// What is read.
  public enum Reading: String, CaseIterable, Sendable {
    case embedding, oneHot, values
  }

  /// What messages call the cell.
  public let name: String
  /// The cell, for a width of its state.
  public let make: @Sendable (_ hidden: Int) -> any RecurrentCell
  /// How recurrences are put together.
  public var shape = Shape.oneLayer
  /// What is read.
  public var reading = Reading.embedding
  /// How a sequence is answered.
  public var readout = Network.Readout.last
  /// Whether sequences differ in length.
  public var mixedLengths = false
  /// What the states are before the first step.
  public var initialState = Network.InitialState.zero
  /// The share of features dropped between layers.
  public var dropout = 0.0
  /// The width of the cell's state.
  public var hidden = 5
  /// Sequences in the batch.
  public var count = 4
  /// Steps of the longest.
  public var time = 6
  /// Decides everything that is drawn.
  public var seed: UInt64 = 1

  /// A trial of a cell, in the simplest network.
  public init(_ name: String, make: @escaping @Sendable (_ hidden: Int) -> any RecurrentCell) {
    self.name = name
    self.make = make
  }

  /// The same trial with something changed.
  public func with(_ change: (inout Trial) -> Void) -> Trial {
    var trial = self
    change(&trial)
    return trial
  }

  /// All that is needed to run it again.
  public var description: String {
    "\(name) \(shape) \(reading) \(readout) mixed \(mixedLengths) start \(initialState) "
      + "dropout \(dropout) H\(hidden) B\(count) T\(time) seed \(seed)"
  }

  /// The network.
  public var network: Network {
    let cell = make(hidden)
    let layers: [[(cell: any RecurrentCell, direction: Network.Direction)]] =
      switch shape {
      case .oneLayer: [[(cell, .forward)]]
      case .backward: [[(cell, .backward)]]
      case .bidirectional: [[(cell, .forward), (cell, .backward)]]
      case .twoLayers: [[(cell, .forward)], [(cell, .forward)]]
      case .twoBidirectionalLayers:
        [[(cell, .forward), (cell, .backward)], [(cell, .forward), (cell, .backward)]]
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

  /// Parameters of the network, in ±0.6.
  public func parameters(_ network: Network) -> [Float] {
    var random = RandomStream(seed: seed, name: "parameters")
    return (0..<network.parameterCount).map { _ in Float(random.uniform(in: -0.6...0.6)) }
  }

  /// What is read.
  public var batch: Batch {
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

  /// The right answers.
  public var targets: Targets {
    var random = RandomStream(seed: seed, name: "targets")
    let answers = readout == .everyStep ? time * count : count
    return .classes((0..<answers).map { _ in Int32(random.integer(below: 4)) })
  }

  /// The stream from which dropout draws.
  public var dropoutStream: RandomStream? {
    dropout > 0 ? RandomStream(seed: seed, name: "dropout") : nil
  }

  /// Every combination that the engine treats differently.
  public var combinations: [Trial] {
    var trials: [Trial] = []
    for shape in Shape.allCases {
      for mixed in [false, true] {
        trials.append(
          with {
            $0.shape = shape
            $0.mixedLengths = mixed
          })
      }
    }
    for reading in Reading.allCases {
      for readout in Network.Readout.allCases {
        let base = with {
          $0.reading = reading
          $0.readout = readout
        }
        trials.append(
          base.with {
            $0.shape = .bidirectional
            $0.mixedLengths = true
          })
        trials.append(
          base.with {
            $0.shape = .twoLayers
            $0.initialState = .learned
          })
      }
    }
    trials.append(
      with {
        $0.shape = .twoLayers
        $0.readout = .everyStep
        $0.dropout = 0.4
      })
    trials.append(
      with {
        $0.shape = .twoBidirectionalLayers
        $0.mixedLengths = true
        $0.dropout = 0.3
      })
    // Past the borders of the kernels' tiles.
    trials.append(
      with {
        $0.hidden = 37
        $0.count = 19
        $0.time = 3
      })
    return trials
  }
}
