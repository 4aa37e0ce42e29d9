public import Engine

/// Everything about a model that is not a number it learns.
public struct Architecture: Sendable, Hashable, Codable {
  /// How a symbol becomes what the first layer reads. Real-valued input is read as it is.
  public enum Encoding: Sendable, Hashable {
    /// A learned row of so many features.
    case embedding(Int)
    /// A row with a single one.
    case oneHot
    /// The symbol's own number, as a single feature.
    case number
  }

  /// In which order the layers read.
  public enum Direction: String, Sendable, Hashable, Codable, CaseIterable {
    case forward, backward, bidirectional
  }

  /// What the states are before the first step.
  public enum InitialState: String, Sendable, Hashable, Codable, CaseIterable {
    /// Zero.
    case zero
    /// Learned with everything else.
    case learned
    /// Drawn afresh from N(0, 1) at every pass, in evaluation too: a fault of the course experiment.
    case random
  }

  /// How a symbol becomes what the first layer reads.
  public var encoding: Encoding
  /// The cell.
  public var cell: CellChoice
  /// The number of recurrent layers.
  public var layers: Int
  /// In which order the layers read.
  public var direction: Direction
  /// The share of features dropped between layers while training, in `0..<1`.
  public var dropout: Double
  /// How a sequence is answered; `nil` leaves it to the task: from the last state where it asks once,
  /// from every step where it asks at every step.
  public var readout: Network.Readout?
  /// What the states are before the first step.
  public var initialState: InitialState
  /// How the parameters start.
  public var start: Start
  /// What the biases of forget gates start from instead, where given.
  public var forgetBias: Double?

  /// A model's structure.
  public init(
    encoding: Encoding, cell: CellChoice, layers: Int = 1, direction: Direction = .forward,
    dropout: Double = 0, readout: Network.Readout? = nil, initialState: InitialState = .zero,
    start: Start = .xavier, forgetBias: Double? = nil
  ) {
    self.encoding = encoding
    self.cell = cell
    self.layers = layers
    self.direction = direction
    self.dropout = dropout
    self.readout = readout
    self.initialState = initialState
    self.start = start
    self.forgetBias = forgetBias
  }

  /// A model that reads symbols through a learned embedding of so many features.
  public init(
    embedding: Int, cell: CellChoice, readout: Network.Readout? = nil, start: Start = .xavier
  ) {
    self.init(encoding: .embedding(embedding), cell: cell, readout: readout, start: start)
  }
}

/// Written as `"embedding-32"`, `"one-hot"` or `"number"`.
extension Architecture.Encoding: Codable, CustomStringConvertible {
  /// As files write it.
  public var description: String {
    switch self {
    case .embedding(let width): "embedding-\(width)"
    case .oneHot: "one-hot"
    case .number: "number"
    }
  }

  /// Reads what `description` writes.
  public init?(_ description: String) {
    switch description {
    case "one-hot": self = .oneHot
    case "number": self = .number
    default:
      guard description.hasPrefix("embedding-"), let width = Int(description.dropFirst(10)),
        width > 0
      else { return nil }
      self = .embedding(width)
    }
  }

  /// Reads a single string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let encoding = Self(text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "'\(text)' is not 'embedding-N', 'one-hot' or 'number'")
    }
    self = encoding
  }

  /// Writes a single string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
