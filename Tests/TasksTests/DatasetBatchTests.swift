import Engine
import Tasks
import Testing

@Suite struct DatasetBatchTests {
  @Test func `time comes first`() throws {
    let data = try Dataset(text: "1 2 3\t6\n4 5 6\t7\n", file: "own.txt")
    let (batch, targets) = data.batch(of: [1, 0])
    #expect(batch == Batch(count: 2, time: 3, input: .symbols([4, 1, 5, 2, 6, 3])))
    #expect(targets == .classes([7, 6]))
  }

  @Test func `shorter sequences are padded, and only then are there lengths`() throws {
    let data = try Dataset(text: "1 2 3\t6\n4\t7\n5\t1\n", file: "own.txt")
    let (batch, targets) = data.batch(of: [1, 0])
    #expect(
      batch == Batch(count: 2, time: 3, input: .symbols([4, 1, 0, 2, 0, 3]), lengths: [1, 3]))
    #expect(targets == .classes([7, 6]))
    #expect(data.batch(of: [1, 2]).0 == Batch(count: 2, time: 1, input: .symbols([4, 5])))
  }

  /// Two features, two numbers to answer at every step.
  static let values = Dataset(
    input: .values(features: 2), answer: TaskAnswer(.values(width: 2), .everyStep),
    examples: [
      Example(input: .values([1, 2, 3, 4]), answer: .values([5, 6, 7, 8])),
      Example(input: .values([9, 10]), answer: .values([11, 12])),
    ])

  @Test func `values keep their features together, and padding is masked`() {
    let (batch, targets) = Self.values.batch(of: 0..<2)
    #expect(
      batch
        == Batch(
          count: 2, time: 2, input: .values([1, 2, 9, 10, 3, 4, 0, 0], features: 2),
          lengths: [2, 1]))
    #expect(
      targets
        == .values([5, 6, 11, 12, 7, 8, 0, 0], width: 2, mask: [true, true, true, false]))
    #expect(Self.values.batch(of: [0]).1 == .values([5, 6, 7, 8], width: 2))
  }

  @Test func `a mask goes with its answers`() {
    let data = Dataset(
      input: .symbols(alphabet: 3), answer: TaskAnswer(.classes(3), .everyStep),
      examples: [
        Example(input: .symbols([0, 1]), answer: .classes([2, 0]), mask: [false, true]),
        Example(input: .symbols([2, 1]), answer: .classes([1, 2])),
      ])
    let (batch, targets) = data.batch(of: [0, 1])
    #expect(batch.lengths == nil)
    #expect(targets == .classes([2, 1, 0, 2], mask: [false, true, true, true]))
  }

  @Test(arguments: 0..<5 as Range<UInt64>)
  func `filling again is the same as a new batch`(seed: UInt64) throws {
    var stream = RandomStream(seed: seed, name: "tests")
    let words = (0..<30).map { _ in
      let symbols = (0...stream.integer(below: 4)).map { _ in String(stream.integer(below: 9)) }
      return symbols.joined(separator: " ") + "\t\(stream.integer(below: 5))\n"
    }
    let data = try Dataset(text: words.joined(), file: "own.txt")
    var (batch, targets) = Self.values.batch(of: [0])
    for _ in 0..<20 {
      let rows = (0...stream.integer(below: 6)).map { _ in stream.integer(below: 30) }
      data.fill(&batch, &targets, rows: rows[...])
      let fresh = data.batch(of: rows)
      #expect(batch == fresh.0, "seed \(seed)")
      #expect(targets == fresh.1, "seed \(seed)")
    }
  }

  @Test func `filling keeps the storage that is there`() throws {
    let data = try DigitSum(length: 20).dataset(.train, seed: 0)
    var (batch, targets) = data.batch(of: 0..<8)
    let before = try storage(batch, targets)
    for start in stride(from: 0, to: 300, by: 8) {
      let rows = Array(start..<min(start + 8, 300))
      data.fill(&batch, &targets, rows: rows[...])
      #expect(try storage(batch, targets) == before)
    }
    #expect(batch.count == 4)
  }

  private func storage(_ batch: Batch, _ targets: Targets) throws -> [UnsafeRawPointer?] {
    guard case .symbols(let symbols) = batch.input, case .classes(let labels, _) = targets else {
      return []
    }
    return [
      symbols.withUnsafeBytes { $0.baseAddress }, labels.withUnsafeBytes { $0.baseAddress },
    ]
  }
}
