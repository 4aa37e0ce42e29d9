import Tasks
import Testing

@Suite struct DigitSumTests {
  /// SHA-256, first 16 digits, of the files that the book's program writes.
  static let published: [(length: Int, train: String, dev: String, test: String)] = [
    (5, "c4296d119b8ed4f5", "e7d6f947533e239d", "c6ea050ca76747b5"),
    (10, "4c01b87002492162", "d8c410b4f8e3ea0b", "9c53e761aa614ec1"),
    (15, "06aecc8c972394ab", "45cd5c47d7aa51fc", "509bd78b65a4e418"),
    (20, "60acd43edbd569d2", "355c8598debbf3cd", "93da6b804adce3a7"),
    (25, "8a9e178a493702bc", "05b47e88536c5249", "6ae756f9124be4e6"),
    (30, "623e5f66b1736829", "cd0794e276afcf71", "f21dff2082e82454"),
    (35, "165f535a7b0b7d7c", "f5a00561daf6aa32", "7c0aa6fac99fab48"),
  ]

  @Test(arguments: published)
  func `book is the published files, byte for byte`(
    length: Int, train: String, dev: String, test: String
  ) throws {
    let files = try DigitSum(length: length).files(seed: 7)
    #expect(files.map(\.path) == ["train", "dev", "test"].map { "datasets/\(length)/\($0).txt" })
    let hashes = files.map { Fingerprint(of: Array($0.text.utf8)).description.prefix(16) }
    #expect(hashes == [train[...], dev[...], test[...]])
  }

  @Test func `published lengths are the official ones`() {
    #expect(Self.published.map(\.length) == DigitSum.officialLengths)
  }

  @Test func `other lengths and copies are drawn as if alone`() throws {
    var generator = LegacyMersenneTwister(seed: 0)
    let first = [generator.integer(in: 2..<12), generator.integer(in: 0..<10)]
    let row = try #require(DigitSum(length: 12).dataset(.train, seed: 1).examples.first)
    #expect(row.slices.contains(Slice(.distractorPosition, first[0])))
    #expect(row.slices.contains(Slice(.distractorValue, first[1])))
    let copies = PerSplit(train: 2, dev: 1, test: 1)
    let own = try DigitSum(length: 10, copies: copies).dataset(.train, seed: 1)
    let again = try DigitSum(length: 10, copies: copies).dataset(.train, seed: 2)
    #expect(own.count == 200)
    #expect(own == again)
    #expect(try own.text != DigitSum(length: 10).dataset(.train, seed: 1).text)
  }

  @Test(arguments: DigitSum.Variant.allCases, DigitSum.Pairs.allCases)
  func `the answer is the sum of the first two digits`(
    variant: DigitSum.Variant, pairs: DigitSum.Pairs
  ) throws {
    let task = DigitSum(length: 9, variant: variant, pairs: pairs)
    for split in Split.allCases {
      let data = try task.dataset(split, seed: 5)
      #expect(data.lengths.allSatisfy { $0 == 9 })
      for example in data.examples {
        let digits = try digits(of: example)
        #expect(example.answer == .classes([digits[0] + digits[1]]))
        #expect(example.slices.contains(Slice(.lag, 7)))
      }
    }
  }

  @Test(arguments: DigitSum.Variant.allCases)
  func `sizes are those of the experiments`(variant: DigitSum.Variant) throws {
    let sizes = try Split.allCases.map {
      try DigitSum(length: 10, variant: variant).dataset($0, seed: 1).count
    }
    let expected =
      switch variant {
      case .book: [300, 100, 100]
      case .book2: [3000, 500, 500]
      case .course: [100, 100, 100]
      }
    #expect(sizes == expected)
  }

  @Test func `the course has every pair once, in order, and one digit in eleven`() throws {
    let task = DigitSum(length: 30, variant: .course)
    let train = try task.dataset(.train, seed: 11)
    let pairs = try train.examples.map { try digits(of: $0).prefix(2).map(Int.init) }
    #expect(pairs == (0..<100).map { [$0 / 10, $0 % 10] })
    let later = try train.examples.flatMap { try digits(of: $0).dropFirst(2) }
    let share = Double(later.count { $0 != 0 }) / Double(later.count)
    #expect(abs(share - 0.09) < 0.02, "2,800 draws at 9 % stay within four deviations; seed 11")
    for example in train.examples {
      let positions = example.slices.filter { $0.kind == .distractorPosition }
      #expect(example.slices.contains(Slice(.distractors, positions.count)))
    }
  }

  @Test func `the course watches its test rows, unless it is told not to`() throws {
    let course = DigitSum(length: 10, variant: .course)
    #expect(try course.dataset(.dev, seed: 1) == course.dataset(.test, seed: 1))
    #expect(try course.dataset(.train, seed: 1) != course.dataset(.test, seed: 1))
    let own = DigitSum(length: 10, variant: .course, dev: .own)
    #expect(try own.dataset(.dev, seed: 1) != own.dataset(.test, seed: 1))
    #expect(try own.dataset(.test, seed: 1) == course.dataset(.test, seed: 1))
  }

  @Test(arguments: DigitSum.Variant.allCases)
  func `held-out pairs are in one split only`(variant: DigitSum.Variant) throws {
    for seed in UInt64(0)..<8 {
      let task = DigitSum(length: 5, variant: variant, pairs: .heldOut, dev: .own)
      let pairs = try Split.allCases.map { split in
        Set(
          try task.dataset(split, seed: seed).examples.map {
            try digits(of: $0).prefix(2).map(Int.init)
          })
      }
      // Uniform rows may miss a pair, never add one.
      if variant != .book2 { #expect(pairs.map(\.count) == [60, 20, 20], "seed \(seed)") }
      #expect(pairs[0].isDisjoint(with: pairs[1]), "seed \(seed)")
      #expect(pairs[0].isDisjoint(with: pairs[2]), "seed \(seed)")
      #expect(pairs[1].isDisjoint(with: pairs[2]), "seed \(seed)")
      if variant != .book2 { #expect(Set(pairs[0].map { $0[0] + $0[1] }).count == 19) }
    }
  }

  @Test func `held-out pairs are the same for every length, not for every seed`() throws {
    func test(_ length: Int, _ seed: UInt64) throws -> [[Int32]] {
      try DigitSum(length: length, variant: .course, pairs: .heldOut)
        .dataset(.test, seed: seed).examples.map { try digits(of: $0).prefix(2).map { $0 } }
    }
    #expect(try test(5, 1) == test(30, 1))
    #expect(try test(5, 1) != test(5, 2))
  }

  @Test(arguments: [DigitSum.Variant.book2, .course])
  func `a seed gives the same rows again`(variant: DigitSum.Variant) throws {
    let task = DigitSum(length: 10, variant: variant)
    #expect(try task.dataset(.train, seed: 3) == task.dataset(.train, seed: 3))
    #expect(try task.dataset(.train, seed: 3) != task.dataset(.train, seed: 4))
  }

  @Test(arguments: [-1, 0, 2]) func `too short is an error`(length: Int) {
    let error = #expect(throws: TaskError.self) {
      _ = try DigitSum(length: length).dataset(.dev, seed: 0)
    }
    #expect(
      error?.description
        == "digit-sum: length is \(length); expected at least 3: two operands and a step to distract"
    )
  }

  @Test func `no copies, and too many, are errors`() {
    for copies in [0, -3, .max] {
      let task = DigitSum(length: 5, copies: PerSplit(train: 3, dev: copies, test: 1))
      #expect(throws: TaskError.self) { _ = try task.dataset(.train, seed: 0) }
    }
    #expect(throws: TaskError.self) { _ = try DigitSum(length: .max).dataset(.train, seed: 0) }
  }

  @Test(arguments: DigitSum.Variant.allCases)
  func `the shortest sequence has one place to distract`(variant: DigitSum.Variant) throws {
    #expect(try DigitSum(length: 3, variant: variant).dataset(.test, seed: 0).lengths[0] == 3)
  }

  private func digits(of example: Example) throws -> [Int32] {
    guard case .symbols(let symbols) = example.input else {
      throw Unexpected(input: example.input)
    }
    return symbols
  }

  private struct Unexpected: Error {
    let input: Example.Input
  }
}
