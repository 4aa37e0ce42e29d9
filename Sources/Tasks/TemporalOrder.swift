import Engine

/// Tells in which order two or three symbols came, far apart in noise.
///
/// ```text
/// reads    E a d X b c a a d Y c b d a B
/// answers                              1     X before Y: XX 0, XY 1, YX 2, YY 3
/// ```
///
/// A sequence starts with E, ends with B, and holds an X or a Y at each of two (three) random steps;
/// all else is drawn from a, b, c, d. The order is one of 4 (8) classes.
///
/// From Hochreiter & Schmidhuber, "Long Short-Term Memory", Neural Computation 9, 1997,
/// doi:10.1162/neco.1997.9.8.1735, experiments 6a and 6b. There a sequence lasts 100 to 110 steps, and
/// the relevant symbols stand at steps 10 to 20 and 50 to 60 (10 to 20, 33 to 43 and 66 to 76). That is
/// `length: 110` here; other lengths scale with it.
public struct TemporalOrder: MemoryTask {
  /// Steps of the longest sequence; the shortest has ten elevenths of them.
  public var length: Int
  /// Symbols whose order counts: 2 (experiment 6a) or 3 (6b).
  public var relevant: Int
  /// Sequences of each split.
  public var rows: PerSplit<Int>

  /// A temporal order.
  public init(
    length: Int, relevant: Int = 2,
    rows: PerSplit<Int> = PerSplit(train: 10_000, dev: 1000, test: 1000)
  ) {
    self.length = length
    self.relevant = relevant
    self.rows = rows
  }

  /// `temporal-order`.
  public static let name = "temporal-order"
  /// What the task asks, in one line.
  public static let summary = "tell in which order two or three symbols came, far apart in noise"
  /// E, B, the distractors a to d, X and Y, in this order.
  public var input: TaskInput { .symbols(alphabet: 8) }
  /// One of 4 or 8 orders, at the end: the symbols as a binary number, X 0 and Y 1, the first highest.
  public var answer: TaskAnswer { TaskAnswer(.classes(relevant == 3 ? 8 : 4), .atEnd) }

  /// Sequences of different lengths.
  ///
  /// - Throws: `TaskError.setting` for fewer than 11 steps, for other than 2 or 3 relevant symbols, and
  ///   for counts below 1.
  public func dataset(_ split: Split, seed: UInt64) throws(TaskError) -> Dataset {
    guard length >= 11 else {
      throw .setting(
        task: Self.name, key: "length", found: "\(length)",
        expected: "at least 11, so that the relevant symbols have steps of their own")
    }
    guard relevant == 2 || relevant == 3 else {
      throw .setting(
        task: Self.name, key: "relevant", found: "\(relevant)", expected: "2 or 3 symbols")
    }
    try rows.check(task: Self.name, key: "rows", of: length)
    var stream = RandomStream(
      seed: seed, name: "\(Self.name) \(relevant) \(length) \(split.rawValue)")
    let examples = (0..<rows[split]).map { _ in example(&stream) }
    return Dataset(input: input, answer: answer, examples: examples)
  }

  private func example(_ stream: inout RandomStream) -> Example {
    let shortest = length * 10 / 11
    let starts = relevant == 2 ? [10, 50] : [10, 33, 66]
    let steps = shortest + stream.integer(below: length - shortest + 1)
    var symbols = (0..<steps).map { _ in Int32(2 + stream.integer(below: 4)) }
    symbols[0] = 0
    symbols[steps - 1] = 1
    var order: Int32 = 0
    var positions: [Int] = []
    for start in starts {
      let earliest = shortest * start / 100
      let position = earliest + stream.integer(below: shortest / 10 + 1)
      let symbol = Int32(stream.integer(below: 2))
      symbols[position] = 6 + symbol
      order = 2 * order + symbol
      positions.append(position)
    }
    let slices = [
      Slice(.length, steps), Slice(.lag, steps - 1 - positions[positions.count - 1]),
      Slice(.longestLag, steps - 1 - positions[0]),
    ]
    return Example(symbols: symbols, label: order, slices: slices)
  }
}

extension TemporalOrder {
  // Not private: the encoding is synthesized from it.
  enum CodingKeys: String, CodingKey {
    case length, relevant, rows
  }

  /// Reads a temporal order; everything but the length may be left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(length: try container.decode(Int.self, forKey: .length))
    relevant = try container.decodeIfPresent(Int.self, forKey: .relevant) ?? relevant
    rows = try container.decodeIfPresent(PerSplit<Int>.self, forKey: .rows) ?? rows
  }
}
