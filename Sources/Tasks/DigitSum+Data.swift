import Engine

extension DigitSum {
  /// The lengths of the published files.
  ///
  /// The book's program seeds NumPy's generator once, with 0, and then draws train, dev and test for
  /// these lengths in ascending order: the rows of length 20 depend on what was drawn for 5, 10 and 15.
  /// With the book's copies and pairs, these lengths give the published files, byte for byte. Any other
  /// length, and other copies, are drawn as if they were alone: train, dev and test after a fresh seed
  /// of 0. Either way the data of `book` are fixed, and the experiment's seed has no part in them; held
  /// out pairs, and the other variants, are drawn from the experiment's seed.
  public static let officialLengths = [5, 10, 15, 20, 25, 30, 35]

  /// The rows of one split, in the order of the variant.
  ///
  /// - Throws: `TaskError.setting` for fewer than 3 digits, for fewer than 1 copy, and for data that
  ///   would not fit into memory.
  public func dataset(_ split: Split, seed: UInt64) throws(TaskError) -> Dataset {
    try check()
    let split = split == .dev && dev == .test ? .test : split
    let operands = operands(of: split, seed: seed)
    var stream = RandomStream(
      seed: seed, name: "\(Self.name) \(variant.rawValue) \(length) \(split.rawValue)")
    let examples: [Example]
    switch variant {
    case .book where pairs == .same:
      examples = publishedRows(split)
    case .book:
      examples = bookRows(operands, length: length, copies: copies[split]) {
        $0.lowerBound + stream.integer(below: $0.count)
      }
    case .book2:
      examples = (0..<operands.count * copies[split]).map { _ in
        let pair = operands[stream.integer(below: operands.count)]
        return uniformRow(pair, &stream)
      }
    case .course:
      examples = operands.flatMap { pair in
        (0..<copies[split]).map { _ in courseRow(pair, &stream) }
      }
    }
    return Dataset(input: input, answer: answer, examples: examples)
  }

  /// The rows of one split after everything that the book's program draws before them.
  private func publishedRows(_ split: Split) -> [Example] {
    let isPublished = copies == variant.copies && Self.officialLengths.contains(length)
    let lengths = isPublished ? Self.officialLengths.filter { $0 <= length } : [length]
    var generator = LegacyMersenneTwister(seed: 0)
    for drawn in lengths {
      for part in Split.allCases {
        let rows = bookRows(OperandPair.all, length: drawn, copies: copies[part]) {
          generator.integer(in: $0)
        }
        if drawn == length, part == split { return rows }
      }
    }
    return []
  }

  /// Each pair so many times, with one digit at one later step: the step is drawn before the digit.
  private func bookRows(
    _ operands: [OperandPair], length: Int, copies: Int, draw: (Range<Int>) -> Int
  ) -> [Example] {
    operands.flatMap { pair in
      (0..<copies).map { _ in
        let position = draw(2..<length)
        let digit = draw(0..<10)
        var row = pair.row(length: length)
        row[position] = Int32(digit)
        let slices = [
          Slice(.distractorPosition, position), Slice(.distractorValue, digit),
        ]
        return pair.example(row, slices)
      }
    }
  }

  private func uniformRow(_ pair: OperandPair, _ stream: inout RandomStream) -> Example {
    var row = pair.row(length: length)
    for t in 2..<length { row[t] = Int32(stream.integer(below: 10)) }
    return pair.example(row, [])
  }

  private func courseRow(_ pair: OperandPair, _ stream: inout RandomStream) -> Example {
    var row = pair.row(length: length)
    var slices: [Slice] = []
    for t in 2..<length {
      let ticket = stream.integer(below: 100)
      guard ticket < 10 else { continue }
      row[t] = Int32(ticket)
      if ticket > 0 {
        slices += [Slice(.distractorPosition, t), Slice(.distractorValue, ticket)]
      }
    }
    return pair.example(row, slices)
  }

  private func check() throws(TaskError) {
    guard length >= 3 else {
      throw .setting(
        task: Self.name, key: "length", found: "\(length)",
        expected: "at least 3: two operands and a step to distract")
    }
    let (digits, overflow) = length.multipliedReportingOverflow(by: OperandPair.all.count)
    try copies.check(task: Self.name, key: "copies", of: overflow ? .max : digits)
  }
}
