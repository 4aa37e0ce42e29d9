import ArgumentParser
import LongLag

/// The options of `longlag train` that say who remembers.
struct ModelOptions: ParsableArguments {
  @Option(help: "The cell; 'longlag list cells' names them. (default: lstm)")
  var cell: String?

  @Option(
    parsing: .unconditional, help: "The width of the cell's state. (default: that of the preset)")
  var hidden: Int?

  @Option(
    parsing: .unconditional,
    help: "Features of the embedding of a symbol. (default: that of the preset)")
  var embedding: Int?

  @Flag(help: "Read symbols as rows with a single one, without an embedding.")
  var oneHot = false

  @Flag(help: "Read a symbol's number itself, without an embedding.")
  var number = false

  @Option(parsing: .unconditional, help: "Recurrent layers, one upon the other. (default: 1)")
  var layers: Int?

  @Option(help: "In which order they read: forward, backward or bidirectional.")
  var direction: String?

  @Option(
    parsing: .unconditional,
    help: "The share of features dropped between layers while training, below 1.")
  var dropout: Double?

  @Option(help: "What an answer is read from: last, mean or every-step.")
  var readout: String?

  @Option(help: "States before the first step: zero, learned or random.")
  var initialState: String?

  @Option(help: "How parameters start: xavier, uniform, zero, identity, orthogonal, course, large.")
  var start: String?

  @Option(parsing: .unconditional, help: "What the biases of forget gates start from.")
  var forgetBias: Double?

  /// Changes what was said.
  func apply(to model: inout Architecture) throws {
    if let hidden { model.cell.hidden = hidden }
    if (embedding == nil ? 0 : 1) + (oneHot ? 1 : 0) + (number ? 1 : 0) > 1 {
      throw Failure(
        .usage, "a symbol is read in one way; expected --embedding, --one-hot or --number")
    }
    if let embedding { model.encoding = .embedding(embedding) }
    if oneHot { model.encoding = .oneHot }
    if number { model.encoding = .number }
    if let layers { model.layers = layers }
    if let direction { model.direction = try Failure.choice("direction", direction) }
    if let dropout { model.dropout = dropout }
    if let readout { model.readout = try Failure.choice("readout", readout) }
    if let initialState { model.initialState = try Failure.choice("initial state", initialState) }
    if let start { model.start = try Failure.choice("start", start) }
    if let forgetBias { model.forgetBias = forgetBias }
  }

  /// The first option that decides the structure, where one was given: a model from a file has its own.
  var structural: String? {
    let given: [(String, Bool)] = [
      ("--hidden", hidden != nil), ("--embedding", embedding != nil), ("--one-hot", oneHot),
      ("--number", number), ("--layers", layers != nil), ("--direction", direction != nil),
      ("--readout", readout != nil), ("--start", start != nil), ("--dropout", dropout != nil),
      ("--initial-state", initialState != nil), ("--forget-bias", forgetBias != nil),
    ]
    return given.first(where: \.1)?.0
  }
}
