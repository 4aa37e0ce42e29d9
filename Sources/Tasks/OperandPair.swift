import Engine

/// The two digits that a row of `DigitSum` asks to add.
struct OperandPair: Hashable, Sendable {
  let first: Int
  let second: Int

  /// All 100 ordered pairs, the first digit outer.
  static let all = (0..<100).map { OperandPair(first: $0 / 10, second: $0 % 10) }

  var sum: Int { first + second }

  /// The pair, followed by zeros.
  func row(length: Int) -> [Int32] {
    [Int32(first), Int32(second)] + repeatElement(0, count: length - 2)
  }

  /// A row with its sum and what is known about it.
  func example(_ row: [Int32], _ slices: [Slice]) -> Example {
    let known = [
      Slice(.length, row.count), Slice(.lag, row.count - 2),
      Slice(.distractors, row.dropFirst(2).count { $0 != 0 }),
    ]
    return Example(symbols: row, label: Int32(sum), slices: known + slices)
  }
}

extension DigitSum {
  /// The operand pairs of one split, in order.
  ///
  /// Held-out pairs are dealt from one shuffled deck that depends on the seed alone, so that every
  /// length and variant holds out the same. The first pair of each sum goes to train.
  func operands(of split: Split, seed: UInt64) -> [OperandPair] {
    guard pairs == .heldOut else { return OperandPair.all }
    var deck = OperandPair.all
    var stream = RandomStream(seed: seed, name: "\(Self.name) pairs")
    stream.shuffle(&deck)
    var sums: Set<Int> = []
    var firsts: [OperandPair] = []
    var others: [OperandPair] = []
    for pair in deck {
      if sums.insert(pair.sum).inserted { firsts.append(pair) } else { others.append(pair) }
    }
    let dealt = firsts + others
    let own =
      switch split {
      case .train: dealt[..<60]
      case .dev: dealt[60..<80]
      case .test: dealt[80...]
      }
    return own.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }
}
