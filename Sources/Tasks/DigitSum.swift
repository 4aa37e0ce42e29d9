/// Adds the first two digits of a sequence, after everything that came behind them.
///
/// ```text
/// step     0 1 2 3 4 5 6 7 8 9
/// reads    6 7 0 0 1 0 0 0 0 0
/// answers                    13
/// ```
///
/// Steps 0 and 1 hold the operands, the answer is their sum (19 classes), and the digits behind them
/// distract. The lag, from the second operand to the answer, is `length - 2` steps. The variants differ
/// in the distractors: see `Variant`.
///
/// From the digit-sum experiment of Qiu Xipeng, *Neural Networks and Deep Learning: Cases and
/// Practice*, chapter 6 (notebooks: nndl/practice-in-paddle).
public struct DigitSum: MemoryTask {
  /// Which experiment's data.
  public enum Variant: String, Codable, CaseIterable, Sendable {
    /// The textbook: one distractor per row, at a random step, 0 allowed; everything else zeros. Every
    /// ordered pair of operands `copies` times, in order. See `DigitSum.officialLengths` for what
    /// becomes of the seed.
    case book
    /// The textbook's second edition: all digits uniform, operands too. `copies` times as many rows as
    /// there are pairs: 3,000, 500 and 500.
    case book2
    /// The course experiment: each later digit is drawn from ten digits and ninety zeros, so that 9 %
    /// are not zero. Every ordered pair once, in order.
    case course
  }

  /// How the operand pairs are dealt to the splits.
  public enum Pairs: String, Codable, CaseIterable, Sendable {
    /// Every split holds all 100 ordered pairs: what is measured is tolerance to the distractors.
    case same
    /// 60, 20 and 20 pairs, none in two splits: what is measured is whether the model adds. Every sum
    /// occurs in train, so that no answer is asked for that was never shown.
    case heldOut
  }

  /// Which rows the dev split holds.
  public enum DevRows: String, Codable, CaseIterable, Sendable {
    /// Rows of its own.
    case own
    /// Those of the test split: the fault `test-as-dev` of the course experiment, which watches the
    /// curve that it reports.
    case test
  }

  /// Digits of a sequence, the operands included: at least 3.
  public var length: Int
  /// Which experiment's data.
  public var variant: Variant
  /// How often each operand pair occurs in a split.
  public var copies: PerSplit<Int>
  /// How the operand pairs are dealt to the splits.
  public var pairs: Pairs
  /// Which rows the dev split holds.
  public var dev: DevRows

  /// A digit sum; what is left out is as the variant's experiment has it.
  public init(
    length: Int, variant: Variant = .book, copies: PerSplit<Int>? = nil, pairs: Pairs = .same,
    dev: DevRows? = nil
  ) {
    self.length = length
    self.variant = variant
    self.copies = copies ?? variant.copies
    self.pairs = pairs
    self.dev = dev ?? variant.dev
  }

  /// `digit-sum`.
  public static let name = "digit-sum"
  /// What the task asks, in one line.
  public static let summary = "add the first two digits, after everything that came behind them"
  /// Ten digits.
  public var input: TaskInput { .symbols(alphabet: 10) }
  /// One of 19 sums, at the end.
  public var answer: TaskAnswer { TaskAnswer(.classes(19), .atEnd) }
}

extension DigitSum.Variant {
  /// As often as the variant's experiment has each pair.
  public var copies: PerSplit<Int> {
    switch self {
    case .book: .init(train: 3, dev: 1, test: 1)
    case .book2: .init(train: 30, dev: 5, test: 5)
    case .course: .init(train: 1, dev: 1, test: 1)
    }
  }

  /// The variant's own dev rows.
  public var dev: DigitSum.DevRows {
    self == .course ? .test : .own
  }
}
