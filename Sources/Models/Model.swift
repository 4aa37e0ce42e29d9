public import Cells
public import Engine
public import Tasks

/// A model: its structure, and the numbers it has learned. A value; a snapshot is an assignment.
public struct Model: Sendable {
  /// The structure as an experiment states it.
  public let architecture: Architecture
  /// What it reads.
  public let input: TaskInput
  /// What it answers.
  public let answer: TaskAnswer
  /// The structure as the executors run it.
  public let network: Network
  /// All parameters, one behind the other, in the order of `network.parameters`.
  public var parameters: [Float]

  /// A model at its start.
  ///
  /// - Parameters:
  ///   - architecture: Its structure.
  ///   - input: What it reads.
  ///   - answer: What it answers.
  ///   - cells: The catalog in which its cell is found.
  ///   - seed: Decides the start of every parameter.
  public init(
    _ architecture: Architecture, input: TaskInput, answer: TaskAnswer,
    cells: CellCatalog = .stock, seed: UInt64
  ) throws(ModelError) {
    self.architecture = architecture
    self.input = input
    self.answer = answer
    network = try Network(architecture, input: input, answer: answer, cells: cells)
    if let bias = architecture.forgetBias,
      !network.parameters.contains(where: { $0.name.hasSuffix(".forget.bias") })
    {
      throw .setting(
        key: "forget bias", found: "\(bias)",
        expected: "left out, as '\(architecture.cell.name)' has no forget gate with a bias")
    }
    parameters = []
    parameters.reserveCapacity(network.parameterCount)
    for parameter in network.parameters {
      var scalars = architecture.start.draw(
        parameter, hidden: architecture.cell.hidden, seed: seed)
      if let bias = architecture.forgetBias, parameter.name.hasSuffix(".forget.bias") {
        scalars = Array(repeating: Float(bias), count: parameter.count)
      }
      parameters += scalars
    }
  }

  /// The scalars of one parameter.
  public subscript(name: String) -> ArraySlice<Float>? {
    network.parameters.first { $0.name == name }.map { parameters[$0.range] }
  }

  /// A batch as this model reads it: symbols become numbers where it has no other encoding.
  public func encoded(_ batch: Batch) -> Batch {
    guard architecture.encoding == .number, case .symbols(let symbols) = batch.input else {
      return batch
    }
    var batch = batch
    batch.input = .values(symbols.map(Float.init), features: 1)
    return batch
  }
}

/// `lstm(32): 10 symbols → embedding-32 → 32 → 19 classes, 9267 parameters`
extension Model: CustomStringConvertible {
  /// Structure and size in one line.
  public var description: String {
    let read =
      switch input {
      case .symbols(let alphabet): "\(alphabet) symbols → \(architecture.encoding)"
      case .values(let features): "\(features) features"
      }
    let shown = network.layers.map { String($0.outputWidth) }.joined(separator: " → ")
    let answered =
      switch answer.kind {
      case .classes(let classes): "\(classes) classes"
      case .values(let width): "\(width) values"
      }
    return
      "\(architecture.cell): \(read) → \(shown) → \(answered), \(network.parameterCount) parameters"
  }
}
