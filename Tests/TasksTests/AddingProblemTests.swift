import Engine
import Tasks
import Testing

@Suite struct AddingProblemTests {
  @Test(arguments: [2, 3, 50]) func `the answer is the sum of the marked`(length: Int) throws {
    let data = try AddingProblem(length: length).dataset(.dev, seed: 2)
    for example in data.examples {
      guard case .values(let values) = example.input, case .values(let sum) = example.answer else {
        Issue.record("not values")
        return
      }
      let marked = (0..<length).filter { values[2 * $0 + 1] == 1 }
      #expect(marked.count == 2)
      #expect(marked[0] < length / 2)
      #expect(marked[1] >= length / 2)
      #expect(sum == [values[2 * marked[0]] + values[2 * marked[1]]])
      #expect(example.slices.contains(Slice(.lag, length - 1 - marked[1])))
    }
  }

  @Test func `always answering 1 leaves an error of a sixth`() throws {
    let data = try AddingProblem(length: 20).dataset(.train, seed: 9)
    var squares = 0.0
    for example in data.examples {
      guard case .values(let sum) = example.answer else { continue }
      let error = Double(sum[0]) - 1
      squares += error * error
    }
    let mean = squares / Double(data.count)
    // The squared error of one row deviates by 0.20, that of 10,000 rows by 0.002; seed 9.
    #expect(abs(mean - 1.0 / 6) < 0.008)
  }

  @Test func `a batch holds two features a step and one number a row`() throws {
    let (batch, targets) = try AddingProblem(length: 5).dataset(.test, seed: 0).batch(of: 0..<3)
    guard case .values(let values, features: 2) = batch.input,
      case .values(let sums, width: 1, mask: nil) = targets
    else {
      Issue.record("\(batch) \(targets)")
      return
    }
    #expect(values.count == 30)
    #expect(sums.count == 3)
  }

  @Test func `one number is an error, and so are rows without a text`() {
    #expect(throws: TaskError.self) { try AddingProblem(length: 1).dataset(.train, seed: 0) }
    #expect(throws: TaskError.self) { try AddingProblem(length: .max).dataset(.train, seed: 0) }
    #expect(throws: TaskError.self) { try AddingProblem(length: 5).files(seed: 0) }
  }
}
