/// Something for each split: copies, paths, fingerprints.
public struct PerSplit<Value> {
  /// For what a model learns from.
  public var train: Value
  /// For what decides which parameters are kept.
  public var dev: Value
  /// For what the result is measured on.
  public var test: Value

  /// Three values.
  public init(train: Value, dev: Value, test: Value) {
    self.train = train
    self.dev = dev
    self.test = test
  }

  /// The value of one split.
  public subscript(split: Split) -> Value {
    switch split {
    case .train: train
    case .dev: dev
    case .test: test
    }
  }
}

extension PerSplit: Sendable where Value: Sendable {}
extension PerSplit: Equatable where Value: Equatable {}
extension PerSplit: Hashable where Value: Hashable {}
extension PerSplit: Encodable where Value: Encodable {}
extension PerSplit: Decodable where Value: Decodable {}
