import Engine

/// Adds the two numbers that were marked.
///
/// ```text
/// step     0    1    2    3    4    5
/// number  .31  .90  .12  .55  .47  .08
/// marker    0    1    0    0    1    0
/// answers                          1.37
/// ```
///
/// Numbers are uniform in 0...1; one mark lies in each half, anywhere. Always answering 1 leaves a mean
/// squared error of 1/6.
///
/// From Hochreiter & Schmidhuber, "Long Short-Term Memory", Neural Computation 9, 1997,
/// doi:10.1162/neco.1997.9.8.1735, experiment 4, in the variant that is common today: numbers as in Le,
/// Jaitly & Hinton, "A Simple Way to Initialize Recurrent Networks of Rectified Linear Units", 2015,
/// arXiv:1504.00941, marks as in Arjovsky, Shah & Bengio, "Unitary Evolution Recurrent Neural
/// Networks", 2016, arXiv:1511.06464. (The original draws from -1...1, scales the sum and marks early.)
public struct AddingProblem: MemoryTask {
  /// Numbers of a sequence.
  public var length: Int
  /// Sequences of each split.
  public var rows: PerSplit<Int>

  /// An adding problem.
  public init(
    length: Int, rows: PerSplit<Int> = PerSplit(train: 10_000, dev: 1000, test: 1000)
  ) {
    self.length = length
    self.rows = rows
  }

  /// `adding`.
  public static let name = "adding"
  /// What the task asks, in one line.
  public static let summary = "add the two numbers of a sequence that were marked"
  /// A number and its mark.
  public var input: TaskInput { .values(features: 2) }
  /// The sum, at the end.
  public var answer: TaskAnswer { TaskAnswer(.values(width: 1), .atEnd) }

  /// Sequences of numbers and marks.
  ///
  /// - Throws: `TaskError.setting` for fewer than 2 numbers, and for counts below 1.
  public func dataset(_ split: Split, seed: UInt64) throws(TaskError) -> Dataset {
    guard length >= 2 else {
      throw .setting(
        task: Self.name, key: "length", found: "\(length)",
        expected: "at least 2: a number to mark in each half")
    }
    let (numbers, overflow) = length.multipliedReportingOverflow(by: 2)
    try rows.check(task: Self.name, key: "rows", of: overflow ? .max : numbers)
    var stream = RandomStream(seed: seed, name: "\(Self.name) \(length) \(split.rawValue)")
    let examples = (0..<rows[split]).map { _ in
      let first = stream.integer(below: length / 2)
      let second = length / 2 + stream.integer(below: length - length / 2)
      var values: [Float] = []
      values.reserveCapacity(2 * length)
      for t in 0..<length {
        values.append(Float(stream.uniform()))
        values.append(t == first || t == second ? 1 : 0)
      }
      return Example(
        input: .values(values), answer: .values([values[2 * first] + values[2 * second]]),
        slices: [
          Slice(.length, length), Slice(.lag, length - 1 - second),
          Slice(.longestLag, length - 1 - first),
        ])
    }
    return Dataset(input: input, answer: answer, examples: examples)
  }
}

extension AddingProblem {
  // Not private: the encoding is synthesized from it.
  enum CodingKeys: String, CodingKey {
    case length, rows
  }

  /// Reads an adding problem; everything but the length may be left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(length: try container.decode(Int.self, forKey: .length))
    rows = try container.decodeIfPresent(PerSplit<Int>.self, forKey: .rows) ?? rows
  }
}
