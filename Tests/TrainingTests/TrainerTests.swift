import Cells
import Engine
import Models
import Tasks
import Testing
import Training

struct TrainerTests {
  // MARK: - It learns

  @Test(arguments: ["srn", "lstm", "gru"])
  func `digits are learned`(cell: String) throws {
    let small = try Small(
      DigitSum(length: 5), cell: CellChoice(cell, hidden: 32), steps: 800,
      optimizer: .adam(learningRate: 5e-3))
    let trained = try small.trained()
    #expect(trained.losses.count == 800)
    #expect(mean(trained.losses.prefix(10)) > 2.5)
    #expect(mean(trained.losses.suffix(10)) < 0.5)
    let last = try #require(trained.evaluations.last)
    #expect(last.dev.accuracy > 0.6)
    #expect(last.step == 800)
  }

  /// Answers count at the last steps only; a mask that let the others in would teach zeros.
  @Test func `what came before is recalled at every step`() throws {
    let task = DelayedRecall(
      length: 6, answers: 3, alphabet: 4, rows: PerSplit(train: 200, dev: 64, test: 1))
    let trained = try Small(task, cell: .gru(hidden: 24), steps: 300).trained()
    let last = try #require(trained.evaluations.last)
    #expect(last.dev.answers == 64 * 3)
    #expect(mean(trained.losses.prefix(5)) > 1.2)
    #expect(last.dev.accuracy > 0.95)
  }

  @Test func `marked numbers are added`() throws {
    let task = AddingProblem(length: 6, rows: PerSplit(train: 400, dev: 100, test: 1))
    let trained = try Small(
      task, cell: .lstm(hidden: 16), steps: 500, optimizer: .adam(learningRate: 1e-2)
    ).trained()
    let last = try #require(trained.evaluations.last)
    // Always answering 1 leaves 1/6.
    #expect(last.dev.loss < 0.02)
    #expect(last.dev.printedAccuracy == nil)
  }

  @Test(arguments: [
    OptimizerChoice.sgd(learningRate: 0.2), .sgd(learningRate: 0.05, momentum: 0.9),
    .adamW(learningRate: 1e-2), .rmsProp(learningRate: 3e-3),
  ])
  func `every optimizer lowers the loss`(optimizer: OptimizerChoice) throws {
    let trained = try Small.digits(steps: 200, optimizer: optimizer).trained()
    #expect(mean(trained.losses.suffix(20)) < mean(trained.losses.prefix(20)) - 0.5)
  }

  @Test func `a summed loss is the mean times the rows`() throws {
    var small = try Small.digits(steps: 1)
    let mean = try small.trained().losses[0]
    small.plan.loss = .crossEntropySum
    let sum = try small.trained().losses[0]
    #expect(abs(sum - 16 * mean) < 1e-9 * sum)
  }

  // MARK: - It repeats itself

  private static let architectures: [@Sendable (inout Architecture) -> Void] = [
    { _ in },
    {
      $0.layers = 2
      $0.dropout = 0.3
    },
    { $0.initialState = .random },
    { $0.encoding = .number },
  ]

  @Test(arguments: architectures.indices)
  func `the same seed gives the same bits`(index: Int) throws {
    let small = try Small.digits(steps: 25, change: Self.architectures[index])
    let (a, b) = (try small.trained(seed: 4), try small.trained(seed: 4))
    #expect(a.model.parameters == b.model.parameters)
    #expect(a.losses == b.losses)
    #expect(a.evaluations == b.evaluations)
    let other = try small.trained(seed: 5)
    #expect(other.losses != a.losses)
  }

  @Test func `without anything random the seed has no part`() throws {
    var small = try Small.digits(steps: 25)
    small.plan.shuffle = false
    #expect(try small.trained(seed: 4).losses == small.trained(seed: 5).losses)
  }

  @Test func `evaluating changes nothing`() throws {
    var small = try Small.digits(steps: 30) { $0.initialState = .random }
    small.plan.keepsBest = false
    let often = try small.trained()
    small.plan.evaluateEvery = 1000
    let once = try small.trained()
    #expect(often.losses == once.losses)
    #expect(often.model.parameters == once.model.parameters)
    #expect(once.evaluations.map(\.step) == [30])
  }

  // MARK: - What it says

  @Test func `events tell the whole training`() throws {
    var small = try Small.digits(steps: 1)
    small.plan.duration = .epochs(2)
    small.plan.recordsGradientNorms = true
    let trained = try small.trained()
    // 300 rows by 16 are 18 batches and one of 12.
    #expect(trained.planned == 38)
    #expect(trained.losses.count == 38)
    #expect(trained.ends == [.completed])
    #expect(trained.evaluations.map(\.step) == [10, 20, 30, 38])
    #expect(trained.evaluations.last?.epoch == 2)
    #expect(trained.evaluations == trained.history.evaluations)
    #expect(trained.history.steps == 38)
    let starts = [0, 10, 20, 30]
    for (start, evaluation) in zip(starts, trained.evaluations) {
      let expected = mean(trained.losses[start..<evaluation.step])
      #expect(abs(evaluation.trainLoss - expected) < 1e-12)
    }
  }

  @Test func `norms of gradients are those before clipping`() throws {
    var small = try Small.digits(steps: 12)
    small.plan.shuffle = false
    small.plan.recordsGradientNorms = true
    small.plan.clipping = .perTensor(1e-3)
    let trained = try small.trained()
    let names = small.model.network.parameters.map(\.name)
    #expect(Set(trained.history.gradientNorms.keys) == Set(names))
    #expect(trained.history.gradientNorms.values.allSatisfy { $0.count == 12 })
    // The first by hand.
    let executor = FastExecutor(small.model.network, batch: 16, time: 5, purpose: .training)
    let (batch, targets) = small.train.batch(of: 0..<16)
    var gradients = [Float](repeating: 0, count: small.model.parameters.count)
    var dropout: RandomStream?
    _ = executor.train(
      small.model.parameters, on: batch, targets: targets, gradients: &gradients,
      dropout: &dropout)
    for parameter in small.model.network.parameters {
      let norm = gradients[parameter.range].reduce(0) { $0 + Double($1) * Double($1) }
        .squareRoot()
      let found = try #require(trained.history.gradientNorms[parameter.name]?.first)
      #expect(abs(found - norm) < 1e-6 * max(norm, 1e-3), "\(parameter.name)")
    }
    small.plan.recordsGradientNorms = false
    #expect(try small.trained().history.gradientNorms.isEmpty)
  }
}
