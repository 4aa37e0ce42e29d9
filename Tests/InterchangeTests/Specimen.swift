import Cells
import Engine
import Models
import Tasks

/// A small model of a shape that files treat differently, with numbers drawn from a seed.
struct Specimen: CustomStringConvertible, Sendable {
  var cell: String
  var layers = 1
  var direction = Architecture.Direction.forward
  var encoding = Architecture.Encoding.embedding(3)
  var input = TaskInput.symbols(alphabet: 7)
  var answer = TaskAnswer(.classes(5), .atEnd)
  var initialState = Architecture.InitialState.zero

  var description: String {
    "\(cell) ×\(layers) \(direction) \(encoding) \(input) \(answer.kind) \(initialState)"
  }

  func model(cells: CellCatalog = .stock) throws -> Model {
    let architecture = Architecture(
      encoding: encoding, cell: CellChoice(cell, hidden: 4), layers: layers, direction: direction,
      initialState: initialState, start: .xavier)
    var model = try Model(architecture, input: input, answer: answer, cells: cells, seed: 5)
    var random = RandomStream(seed: 9, name: "specimen")
    model.parameters = model.parameters.map { _ in Float(random.uniform(in: -0.8...0.8)) }
    model.parameters[0] = -0.0
    model.parameters[model.parameters.count - 1] = .leastNonzeroMagnitude
    return model
  }

  /// Every cell of the catalog in one and two layers, in every direction; and one of each other kind.
  static let all: [Specimen] = {
    var all: [Specimen] = []
    for entry in CellCatalog.stock.entries {
      for layers in 1...2 {
        for direction in Architecture.Direction.allCases {
          all.append(Specimen(cell: entry.name, layers: layers, direction: direction))
        }
      }
      all.append(Specimen(cell: entry.name, direction: .bidirectional, initialState: .learned))
    }
    all.append(Specimen(cell: "lstm", encoding: .oneHot))
    all.append(Specimen(cell: "lstm", encoding: .number))
    all.append(Specimen(cell: "gru", encoding: .number, input: .values(features: 2)))
    all.append(Specimen(cell: "gru", answer: TaskAnswer(.classes(5), .everyStep)))
    all.append(Specimen(cell: "srn", answer: TaskAnswer(.values(width: 2), .atEnd)))
    return all
  }()
}

extension Model {
  /// The answer to one sequence of symbols.
  func logits(_ symbols: [Int]) -> [Float] {
    let executor = FastExecutor(network, batch: 1, time: symbols.count, purpose: .inference)
    let batch = Batch(count: 1, time: symbols.count, input: .symbols(symbols.map(Int32.init)))
    executor.run(parameters, on: encoded(batch))
    return executor.outputs
  }
}

/// The largest distance of two series of the same length.
func distance(_ a: [Float], _ b: [Float]) -> Float {
  a.count == b.count ? zip(a, b).map { abs($0 - $1) }.max() ?? 0 : .infinity
}
