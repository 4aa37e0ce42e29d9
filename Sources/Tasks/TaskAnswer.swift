/// What a network has to answer in a task, and when.
public struct TaskAnswer: Hashable, Codable, Sendable {
  /// What an answer is.
  public enum Kind: Hashable, Codable, Sendable {
    /// One of so many classes.
    case classes(Int)
    /// Real numbers, `width` of them.
    case values(width: Int)
  }

  /// When the network is asked.
  public enum Moment: String, Codable, Sendable {
    /// Once, after the last step of the sequence.
    case atEnd
    /// After every step; a mask says which of these answers count.
    case everyStep
  }

  /// What an answer is.
  public var kind: Kind
  /// When the network is asked.
  public var moment: Moment

  /// An answer of a kind, given at a moment.
  public init(_ kind: Kind, _ moment: Moment) {
    self.kind = kind
    self.moment = moment
  }

  /// Numbers per answer in `Targets`: one for a class, the width for values.
  var width: Int {
    switch kind {
    case .classes: 1
    case .values(let width): width
    }
  }
}
