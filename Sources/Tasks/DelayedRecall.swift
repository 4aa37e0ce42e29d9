import Engine

/// Repeats the symbols in the order in which they came, a fixed number of steps later.
///
/// ```text
/// step     0 1 2 3 4 5 6 7
/// reads    3 1 4 1 5 0 2 6        length 8, 3 answers: lag 5
/// answers            3 1 4
/// mask     . . . . . * * *
/// ```
///
/// Every symbol is drawn afresh, so whoever answers at lag `k` holds the last `k` symbols at once. The
/// number of answers stays, and a longer sequence is a longer lag: `length - answers` steps. (The delay
/// line of Jaeger, *Short Term Memory in Echo State Networks*, GMD Report 152, 2002, with symbols in
/// place of real numbers; known as RepeatPrevious from Morad et al., "POPGym: Benchmarking Partially
/// Observable Reinforcement Learning", ICLR 2023, arXiv:2303.01859.)
public struct DelayedRecall: MemoryTask {
  /// Steps of a sequence.
  public var length: Int
  /// Steps that are answered, the last ones.
  public var answers: Int
  /// Number of symbols.
  public var alphabet: Int
  /// Sequences of each split.
  public var rows: PerSplit<Int>

  /// A delayed recall.
  public init(
    length: Int, answers: Int = 10, alphabet: Int = 8,
    rows: PerSplit<Int> = PerSplit(train: 2000, dev: 500, test: 500)
  ) {
    self.length = length
    self.answers = answers
    self.alphabet = alphabet
    self.rows = rows
  }

  /// Steps between a symbol and its repetition.
  public var lag: Int { length - answers }

  /// `delayed-recall`.
  public static let name = "delayed-recall"
  /// What the task asks, in one line.
  public static let summary = "repeat each symbol a fixed number of steps later"
  /// Symbols.
  public var input: TaskInput { .symbols(alphabet: alphabet) }
  /// The symbol that was read `lag` steps before, at every step that has one.
  public var answer: TaskAnswer { TaskAnswer(.classes(alphabet), .everyStep) }

  /// Sequences of uniform symbols.
  ///
  /// - Throws: `TaskError.setting` for a lag below 1, fewer than 1 answer, fewer than 2 symbols, and
  ///   counts below 1.
  public func dataset(_ split: Split, seed: UInt64) throws(TaskError) -> Dataset {
    try check()
    var stream = RandomStream(seed: seed, name: "\(Self.name) \(length) \(split.rawValue)")
    let mask = (0..<length).map { $0 >= lag }
    let slices = [Slice(.length, length), Slice(.lag, lag)]
    let examples = (0..<rows[split]).map { _ in
      let symbols = (0..<length).map { _ in Int32(stream.integer(below: alphabet)) }
      let answers = Array(repeating: 0, count: lag) + symbols.prefix(length - lag)
      return Example(
        input: .symbols(symbols), answer: .classes(answers), mask: mask, slices: slices)
    }
    return Dataset(input: input, answer: answer, examples: examples)
  }

  private func check() throws(TaskError) {
    guard answers >= 1 else {
      throw .setting(
        task: Self.name, key: "answers", found: "\(answers)", expected: "at least 1")
    }
    guard length > answers else {
      throw .setting(
        task: Self.name, key: "length", found: "\(length)",
        expected: "more than the \(answers) answers, so that there is a lag")
    }
    guard (2...DatasetText.largest).contains(alphabet) else {
      throw .setting(
        task: Self.name, key: "alphabet", found: "\(alphabet)",
        expected: "2 to \(DatasetText.largest) symbols")
    }
    try rows.check(task: Self.name, key: "rows", of: length)
  }
}

extension DelayedRecall {
  // Not private: the encoding is synthesized from it.
  enum CodingKeys: String, CodingKey {
    case length, answers, alphabet, rows
  }

  /// Reads a delayed recall; everything but the length may be left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(length: try container.decode(Int.self, forKey: .length))
    answers = try container.decodeIfPresent(Int.self, forKey: .answers) ?? answers
    alphabet = try container.decodeIfPresent(Int.self, forKey: .alphabet) ?? alphabet
    rows = try container.decodeIfPresent(PerSplit<Int>.self, forKey: .rows) ?? rows
  }
}
