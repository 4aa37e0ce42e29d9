import Engine
public import Models
public import Tasks

/// How a model that was trained at one length answers sequences of others.
public struct Transfer: Sendable, Hashable, Codable {
  /// The accuracy at a length.
  public struct Reading: Sendable, Hashable, Codable {
    /// Steps of the sequences.
    public let length: Int
    /// The share of right answers.
    public let accuracy: Double
  }

  /// One reading per length, in ascending order.
  public let readings: [Reading]

  /// Tests a model at several lengths.
  ///
  /// - Parameter datasets: Rows by their length.
  public init(of model: Model, on datasets: [Int: Dataset], seed: UInt64) {
    readings = datasets.sorted { $0.key < $1.key }.map { length, dataset in
      let evaluator = Evaluator(model, on: dataset, loss: .crossEntropy, seed: seed)
      return Reading(length: length, accuracy: evaluator.score(model).accuracy)
    }
  }
}
