/// One sequence, its right answer, and what is known about it.
public struct Example: Hashable, Sendable {
  /// What is read.
  public enum Input: Hashable, Sendable {
    /// One symbol a step, `[time]`.
    case symbols([Int32])
    /// Real numbers, `[time × features]`.
    case values([Float])
  }

  /// What is to be answered.
  public enum Answer: Hashable, Sendable {
    /// A class per answer: `[1]` at the end, `[time]` at every step.
    case classes([Int32])
    /// Numbers per answer: `[1 × width]` at the end, `[time × width]` at every step.
    case values([Float])
  }

  /// What is read.
  public var input: Input
  /// What is to be answered.
  public var answer: Answer
  /// Where an answer counts, one entry per answer; `nil` when every one does.
  public var mask: [Bool]?
  /// By what results can be told apart.
  public var slices: [Slice]

  /// An example from its parts.
  public init(input: Input, answer: Answer, mask: [Bool]? = nil, slices: [Slice] = []) {
    self.input = input
    self.answer = answer
    self.mask = mask
    self.slices = slices
  }

  /// Symbols that are answered with one class at the end.
  public init(symbols: [Int32], label: Int32, slices: [Slice] = []) {
    self.init(input: .symbols(symbols), answer: .classes([label]), slices: slices)
  }
}
