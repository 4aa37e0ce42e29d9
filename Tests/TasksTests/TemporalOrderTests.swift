import Engine
import Tasks
import Testing

@Suite struct TemporalOrderTests {
  /// The steps of the paper, where the longest sequence has 110.
  @Test(arguments: [(2, [10...20, 50...60]), (3, [10...20, 33...43, 66...76])])
  func `110 steps are the paper's`(relevant: Int, ranges: [ClosedRange<Int>]) throws {
    let data = try TemporalOrder(length: 110, relevant: relevant).dataset(.dev, seed: 6)
    #expect(data.lengths.min() == 100)
    #expect(data.lengths.max() == 110)
    for example in data.examples {
      let symbols = try symbols(of: example)
      #expect(symbols.first == 0)
      #expect(symbols.last == 1)
      let found = symbols.indices.filter { symbols[$0] >= 6 }
      #expect(found.count == relevant)
      #expect(zip(ranges, found).allSatisfy { $0.contains($1) })
      let order = found.reduce(0) { 2 * $0 + symbols[$1] - 6 }
      #expect(example.answer == .classes([order]))
      #expect(symbols.dropFirst().dropLast().allSatisfy { $0 >= 2 })
    }
  }

  @Test(arguments: [11, 12, 25], [2, 3])
  func `short sequences keep their symbols apart`(length: Int, relevant: Int) throws {
    let data = try TemporalOrder(length: length, relevant: relevant).dataset(.dev, seed: 6)
    for example in data.examples {
      let symbols = try symbols(of: example)
      #expect(symbols.count { $0 >= 6 } == relevant)
      #expect(symbols.first == 0)
      #expect(symbols.last == 1)
    }
  }

  @Test func `a batch of different lengths says so`() throws {
    let (batch, _) = try TemporalOrder(length: 110).dataset(.dev, seed: 6).batch(of: 0..<32)
    #expect(batch.lengths?.max() == Int32(batch.time))
  }

  @Test func `too short, and four symbols, are errors`() {
    #expect(throws: TaskError.self) { try TemporalOrder(length: 10).dataset(.dev, seed: 0) }
    #expect(throws: TaskError.self) {
      try TemporalOrder(length: 50, relevant: 4).dataset(.dev, seed: 0)
    }
  }

  private func symbols(of example: Example) throws -> [Int32] {
    guard case .symbols(let symbols) = example.input else {
      Issue.record("not symbols")
      return []
    }
    return symbols
  }
}
