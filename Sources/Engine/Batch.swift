/// Sequences that run through a network side by side.
///
/// Time comes first: element `[t, b]` of `symbols` is at `t * count + b`. Sequences may differ in
/// length; what stands behind a sequence's end is padding, and influences nothing.
public struct Batch: Sendable, Equatable {
  /// What the sequences are made of.
  public enum Input: Sendable, Equatable {
    /// Symbols of a small alphabet, `[time × batch]`.
    case symbols([Int32])
    /// Real numbers, `[time × batch × features]`.
    case values([Float], features: Int)
  }

  /// The number of sequences.
  public var count: Int
  /// The number of steps of the longest sequence.
  public var time: Int
  /// What the network reads.
  public var input: Input
  /// Steps of each sequence, `[batch]`; `nil` when every sequence fills the batch's time.
  public var lengths: [Int32]?

  /// A batch from its parts.
  public init(count: Int, time: Int, input: Input, lengths: [Int32]? = nil) {
    precondition(count > 0 && time > 0, "a batch has at least one sequence of one step")
    switch input {
    case .symbols(let symbols):
      precondition(
        symbols.count == count * time,
        "\(symbols.count) symbols do not fill \(time) steps of \(count) sequences")
    case .values(let values, let features):
      precondition(
        values.count == count * time * features,
        "\(values.count) values do not fill \(time) × \(count) × \(features)")
    }
    if let lengths {
      precondition(lengths.count == count, "\(lengths.count) lengths for \(count) sequences")
      precondition(
        lengths.allSatisfy { $0 >= 1 && $0 <= time }, "lengths lie between 1 and \(time) steps")
    }
    self.count = count
    self.time = time
    self.input = input
    self.lengths = lengths
  }

  /// Steps of one sequence.
  public func length(of sequence: Int) -> Int {
    lengths.map { Int($0[sequence]) } ?? time
  }
}

/// The right answers for a batch.
public enum Targets: Sendable, Equatable {
  /// A class per answer: `[batch]` where a sequence is answered once, `[time × batch]` where every
  /// step is. Where `mask` is given, of the same shape, only the answers it marks count.
  case classes([Int32], mask: [Bool]? = nil)
  /// Real numbers per answer: `[batch × width]` or `[time × batch × width]`; the mask has one entry
  /// per answer.
  case values([Float], width: Int, mask: [Bool]? = nil)
}
