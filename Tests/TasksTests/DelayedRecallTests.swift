import Engine
import Tasks
import Testing

@Suite struct DelayedRecallTests {
  @Test(arguments: [(2, 1), (13, 10), (40, 10)])
  func `every answer is the symbol of lag steps before`(length: Int, answers: Int) throws {
    let task = DelayedRecall(length: length, answers: answers)
    let data = try task.dataset(.dev, seed: 4)
    #expect(data.count == 500)
    for example in data.examples {
      guard case .symbols(let symbols) = example.input, case .classes(let labels) = example.answer
      else {
        Issue.record("not symbols with classes")
        return
      }
      #expect(example.mask == (0..<length).map { $0 >= task.lag })
      #expect(labels[task.lag...].elementsEqual(symbols[..<answers]))
    }
  }

  @Test func `a batch has answers at every step, and a mask`() throws {
    let (batch, targets) = try DelayedRecall(length: 12).dataset(.test, seed: 0).batch(of: 0..<3)
    #expect(batch.time == 12)
    guard case .classes(let labels, let mask) = targets else {
      Issue.record("not classes")
      return
    }
    #expect(labels.count == 36)
    #expect(mask?.count { $0 } == 30)
  }

  @Test func `what has no lag is an error`() {
    for task in [
      DelayedRecall(length: 10), DelayedRecall(length: 5, answers: 0),
      DelayedRecall(length: 20, alphabet: 1),
      DelayedRecall(length: 20, rows: PerSplit(train: 1, dev: 0, test: 1)),
    ] {
      #expect(throws: TaskError.self) { try task.dataset(.train, seed: 0) }
    }
  }
}
