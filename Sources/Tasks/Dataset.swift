/// Examples of one task, in an order that matters: an experiment may train without shuffling.
public struct Dataset: Hashable, Sendable {
  /// What is read at each step.
  public let input: TaskInput
  /// What is to be answered, and when.
  public let answer: TaskAnswer
  /// The examples; a row is an index into them.
  public let examples: [Example]
  /// Steps of each example.
  public let lengths: [Int]
  /// Whether some answer of some example does not count.
  let isMasked: Bool

  /// The number of examples.
  public var count: Int { examples.count }

  /// A dataset of examples that all fit the input and the answer; where one does not, the task that
  /// made it is wrong, and the program stops with a sentence that says which.
  public init(input: TaskInput, answer: TaskAnswer, examples: [Example]) {
    precondition(!examples.isEmpty, "a dataset holds at least one example")
    self.input = input
    self.answer = answer
    self.examples = examples
    lengths = examples.indices.map { row in
      let length = Self.length(of: examples[row], in: input, row: row)
      Self.check(examples[row], against: answer, length: length, row: row)
      return length
    }
    isMasked = examples.contains { $0.mask != nil }
  }

  private static func length(of example: Example, in input: TaskInput, row: Int) -> Int {
    switch (example.input, input) {
    case (.symbols(let symbols), .symbols(let alphabet)):
      precondition(!symbols.isEmpty, "example \(row) has no steps")
      precondition(
        symbols.allSatisfy { $0 >= 0 && $0 < alphabet },
        "example \(row) leaves the alphabet of \(alphabet) symbols")
      return symbols.count
    case (.values(let values), .values(let features)):
      precondition(
        !values.isEmpty && values.count.isMultiple(of: features),
        "\(values.count) values of example \(row) do not make steps of \(features) features")
      return values.count / features
    default:
      preconditionFailure("example \(row) does not hold what its task says is read")
    }
  }

  private static func check(_ example: Example, against answer: TaskAnswer, length: Int, row: Int) {
    let answers = answer.moment == .atEnd ? 1 : length
    switch (example.answer, answer.kind) {
    case (.classes(let labels), .classes(let classes)):
      precondition(
        labels.count == answers, "example \(row) has \(labels.count) labels for \(answers) answers")
      precondition(
        labels.allSatisfy { $0 >= 0 && $0 < classes },
        "example \(row) is labelled outside the \(classes) classes")
    case (.values(let values), .values(let width)):
      precondition(
        values.count == answers * width,
        "\(values.count) values of example \(row) do not make \(answers) answers of \(width)")
    default:
      preconditionFailure("example \(row) is not answered as its task says")
    }
    if let mask = example.mask {
      precondition(
        mask.count == answers, "example \(row) has \(mask.count) marks for \(answers) answers")
    }
  }
}
