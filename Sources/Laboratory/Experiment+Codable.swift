public import Tasks

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension CodingUserInfoKey {
  /// The catalog by which a decoder knows tasks; the stock catalog where it is not set.
  public static var tasks: CodingUserInfoKey {
    guard let key = CodingUserInfoKey(rawValue: "longlag.tasks") else {
      preconditionFailure("a key with a name exists")
    }
    return key
  }
}

extension Experiment: Codable {
  private enum Key: CodingKey {
    case task, model, plan, seed, startsFrom
  }

  /// Reads an experiment; the task is found by its name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let catalog = decoder.userInfo[.tasks] as? TaskCatalog ?? .stock
    self.init(
      try catalog.decode(from: container.superDecoder(forKey: .task)),
      model: try container.decode(forKey: .model), plan: try container.decode(forKey: .plan),
      seed: try container.decode(forKey: .seed))
    startsFrom = try container.decodeIfPresent(Fingerprint.self, forKey: .startsFrom)
  }

  /// Writes an experiment.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    // The catalog only matters for reading: any task can be written.
    try TaskCatalog([type(of: task)]).encode(task, to: container.superEncoder(forKey: .task))
    try container.encode(model, forKey: .model)
    try container.encode(plan, forKey: .plan)
    try container.encode(seed, forKey: .seed)
    try container.encodeIfPresent(startsFrom, forKey: .startsFrom)
  }
}

extension KeyedDecodingContainer {
  fileprivate func decode<Value: Decodable>(forKey key: Key) throws -> Value {
    try decode(Value.self, forKey: key)
  }
}

extension Experiment {
  /// The experiment as one line of JSON, keys in order: the same text for the same experiment.
  public func canonicalJSON() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self))
  }

  /// The SHA-256 of ``canonicalJSON()``: names the experiment's results.
  public func fingerprint() throws -> Fingerprint {
    Fingerprint(of: try canonicalJSON())
  }
}
