public import Cells
import Engine
public import Tasks

extension Model {
  /// A model with numbers that it has learned before, say from a file.
  ///
  /// - Parameters:
  ///   - architecture: Its structure.
  ///   - input: What it reads.
  ///   - answer: What it answers.
  ///   - cells: The catalog in which its cell is found.
  ///   - parameters: All parameters, one behind the other, in the order of `network.parameters`.
  public init(
    _ architecture: Architecture, input: TaskInput, answer: TaskAnswer,
    cells: CellCatalog = .stock, parameters: [Float]
  ) throws(ModelError) {
    let network = try Network(architecture, input: input, answer: answer, cells: cells)
    guard parameters.count == network.parameterCount else {
      throw .setting(
        key: "the number of parameters", found: "\(parameters.count)",
        expected: "\(network.parameterCount)")
    }
    self.architecture = architecture
    self.input = input
    self.answer = answer
    self.network = network
    self.parameters = parameters
  }
}
