/// A property of an example by which results can be told apart: its lag, where the distractor stood.
public struct Slice: Hashable, Sendable {
  /// What is told apart; a task may name kinds of its own.
  public struct Kind: Hashable, Sendable, ExpressibleByStringLiteral {
    /// As reports print it.
    public let name: String

    /// A kind with a name.
    public init(stringLiteral name: String) {
      self.name = name
    }
  }

  /// What is told apart.
  public let kind: Kind
  /// Its value in this example.
  public let value: Int

  /// A kind and its value.
  public init(_ kind: Kind, _ value: Int) {
    self.kind = kind
    self.value = value
  }
}

extension Slice.Kind {
  /// Steps between the last piece of evidence and the answer.
  public static let lag: Self = "lag"
  /// Steps between the first piece of evidence and the answer, where they are further apart.
  public static let longestLag: Self = "longest lag"
  /// Steps of the sequence.
  public static let length: Self = "length"
  /// How many distractors the sequence holds.
  public static let distractors: Self = "distractors"
  /// The step at which a distractor stands; one slice for each distractor.
  public static let distractorPosition: Self = "distractor position"
  /// What a distractor is; one slice for each distractor.
  public static let distractorValue: Self = "distractor value"
}
