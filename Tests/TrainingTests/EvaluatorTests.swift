import Engine
import Models
import Tasks
import Testing

@testable import Training

struct EvaluatorTests {
  /// Rows 0 ..< count of a dataset, answered by the oracle.
  private static func answers(_ model: Model, _ dataset: Dataset) -> ReferenceExecutor.Evaluation {
    let (batch, targets) = dataset.batch(of: 0..<dataset.count)
    return ReferenceExecutor(model.network).run(
      model.parameters.map(Double.init), on: batch, targets: targets)
  }

  /// 300 rows are two full batches of the evaluator and a smaller one.
  @Test(arguments: [Loss.crossEntropy, .crossEntropySum])
  func `a score is what a count by hand finds`(loss: Loss) throws {
    let small = try Small.digits(steps: 60)
    let model = try small.trained().model
    let oracle = Self.answers(model, small.train)
    let predictions = (0..<300).map { row in
      (0..<19).reduce(0) {
        oracle.outputs[row * 19 + $1] > oracle.outputs[row * 19 + $0] ? $1 : $0
      }
    }
    let right = small.train.examples.indices.count {
      small.train.examples[$0].answer == .classes([Int32(predictions[$0])])
    }
    let evaluator = Evaluator(model, on: small.train, loss: loss, seed: 1)
    let score = evaluator.score(model)
    #expect(score.answers == 300)
    #expect(score.accuracy == Double(right) / 300)
    let expected = loss == .crossEntropySum ? oracle.loss * 300 : oracle.loss
    #expect(abs(score.loss - expected) < 1e-5 * expected)
    #expect(evaluator.predictions(of: model) == predictions.map { [$0] })
    #expect(evaluator.score(model) == score, "looking twice sees the same")
  }

  @Test func `masked answers do not count, and lengths may differ`() throws {
    let small = try Small(
      DelayedRecall(
        length: 7, answers: 2, alphabet: 3, rows: PerSplit(train: 30, dev: 20, test: 1)),
      steps: 20)
    let model = try small.trained().model
    let score = Evaluator(model, on: small.dev, loss: .crossEntropy, seed: 1).score(model)
    let oracle = Self.answers(model, small.dev)
    #expect(score.answers == 40)
    #expect(abs(score.loss - oracle.loss) < 1e-5 * oracle.loss)
    #expect(score.printedAccuracy == nil)

    let order = try Small(TemporalOrder(length: 20), steps: 5)
    let score2 = Evaluator(order.model, on: order.dev, loss: .crossEntropy, seed: 1)
      .score(order.model)
    #expect(score2.answers == order.dev.count)
    let expected = Self.answers(order.model, order.dev).loss
    #expect(abs(score2.loss - expected) < 1e-5 * expected)
  }

  // MARK: - The course's metric

  @Test func `a perfect model prints 55 percent, one that answers 0 to 9 prints 100`() throws {
    let course = try DigitSum(length: 5, variant: .course).dataset(.test, seed: 1)
    let metric = try #require(WrongAxisMetric(course))
    let perfect = course.examples.map { example in
      if case .classes(let labels) = example.answer { labels[0] } else { Int32(-1) }
    }
    #expect(metric.value(of: perfect) == 0.55)
    #expect(metric.value(of: (0..<100).map { Int32($0 % 10) }) == 1)
    #expect(metric.value(of: Array(repeating: 18, count: 100)) == 0)
  }

  @Test func `numbers and answers at every step have no such metric`() throws {
    #expect(WrongAxisMetric(try AddingProblem(length: 4).dataset(.dev, seed: 1)) == nil)
    let recall = try DelayedRecall(length: 12).dataset(.dev, seed: 1)
    #expect(WrongAxisMetric(recall) == nil)
  }

  @Test func `random states are drawn for every pass, by the seed`() throws {
    let small = try Small.digits(steps: 1) { $0.initialState = .random }
    func losses(_ seed: UInt64) -> [Double] {
      let evaluator = Evaluator(small.model, on: small.dev, loss: .crossEntropy, seed: seed)
      return (0..<2).map { _ in evaluator.score(small.model).loss }
    }
    #expect(losses(1) == losses(1))
    #expect(losses(1)[0] != losses(1)[1])
    #expect(losses(1) != losses(2))
  }
}
