import Engine
import Models
import Tasks
import Testing
import Training

/// How training ends: at the best, early, when asked, or with an error.
struct EndingTests {
  @Test func `the parameters of the best evaluation are kept`() throws {
    var small = try Small.digits(steps: 300, optimizer: .adam(learningRate: 0.05))
    small.plan.evaluateEvery = 20
    let best = try small.trained()
    let accuracies = best.evaluations.map(\.dev.accuracy)
    let highest = try #require(accuracies.max())
    let first = try #require(accuracies.firstIndex(of: highest))
    #expect(best.history.bestStep == best.evaluations[first].step, "the first of equals")
    let evaluator = Evaluator(best.model, on: small.dev, loss: .crossEntropy, seed: 9)
    #expect(evaluator.score(best.model).accuracy == highest)

    small.plan.keepsBest = false
    let last = try small.trained()
    #expect(last.history.bestStep == nil)
    #expect(
      evaluator.score(last.model).loss == last.evaluations.last?.dev.loss, "the last are kept")
    #expect(last.losses == best.losses)
    // Training up to the best step leads to the same parameters.
    small.plan.duration = .steps(try #require(best.history.bestStep))
    #expect(try small.trained().model.parameters == best.model.parameters)
  }

  @Test func `patience ends a training that no longer gains`() throws {
    var small = try Small.digits(steps: 2000, optimizer: .adam(learningRate: 0.05))
    small.plan.patience = 3
    let trained = try small.trained()
    #expect(trained.ends == [.earlyStop])
    #expect(trained.history.reason == .earlyStop)
    #expect(trained.losses.count < 2000)
    let losses = trained.evaluations.map(\.dev.loss)
    let lowest = try #require(losses.min())
    #expect(losses.firstIndex(of: lowest) == losses.count - 4, "three evaluations without gain")
  }

  @Test(arguments: [0, 1, 17]) func `it ends when it is asked to`(updates: Int) throws {
    var small = try Small.digits(steps: 100)
    let trained = try small.trained { $0 == updates }
    #expect(trained.losses.count == updates)
    #expect(trained.ends == [.cancelled])
    #expect(trained.history.steps == updates)
    small.plan.keepsBest = false
    if updates == 0 { #expect(trained.model.parameters == small.model.parameters) }
  }

  @Test func `a loss that explodes is an error that names step and tensor`() throws {
    let task = AddingProblem(length: 4, rows: PerSplit(train: 64, dev: 8, test: 1))
    let small = try Small(task, steps: 50, optimizer: .sgd(learningRate: 1e30))
    var model = small.model
    let start = model.parameters
    var steps = 0
    let error = #expect(throws: TrainingError.self) {
      _ = try Trainer(small.plan, seed: 1).train(&model, on: small.train, dev: small.dev) {
        if case .stepped(let step, _) = $0 { steps = step }
      }
    }
    guard case .lossNotFinite(let step, let loss, let name, let norm) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(step == steps + 1)
    #expect(step > 1 && step < 10)
    #expect(!loss.isFinite && !norm.isFinite)
    #expect(model.network.parameters.map(\.name).contains(name))
    #expect(model.parameters != start)
    #expect(
      error?.description
        == "the loss became \(words(loss)) at step \(step); the largest gradient was that of \(name), "
        + "with norm \(words(norm)). A smaller learning rate or clipping may help")
    // A NaN has a sign that means nothing, and that some systems print.
    func words(_ number: Double) -> String { number.isNaN ? "nan" : "\(number)" }
  }

  // MARK: - Plans

  private static let faults: [(@Sendable (inout TrainingPlan) -> Void, String)] = [
    ({ $0.duration = .epochs(0) }, "epochs is 0, but must be at least 1"),
    ({ $0.duration = .steps(-1) }, "steps is -1, but must be at least 1"),
    ({ $0.batch = 0 }, "batch is 0, but must be between 1 and 1000000"),
    ({ $0.optimizer.learningRate = 0 }, "learning rate is 0.0, but must be a positive number"),
    ({ $0.optimizer.learningRate = .nan }, "learning rate is nan, but must be a positive number"),
    ({ $0.clipping = .value(-1) }, "clipping limit is -1.0, but must be a positive number"),
    ({ $0.evaluateEvery = 0 }, "evaluate-every is 0, but must be at least 1"),
    ({ $0.patience = 0 }, "patience is 0, but must be at least 1"),
    ({ $0.schedule = .cosine(epochs: 0) }, "schedule epochs is 0, but must be at least 1"),
    (
      { $0.schedule = .step(every: 0, factor: 0.5) },
      "schedule is every 0 epochs, but must be every 1 or more"
    ),
    (
      { $0.schedule = .exponential(factor: .infinity) },
      "schedule factor is inf, but must be a positive number"
    ),
  ]

  @Test(arguments: faults.indices)
  func `a plan that cannot mean anything is refused`(index: Int) {
    var plan = TrainingPlan(epochs: 1, batch: 8, optimizer: .adam(learningRate: 1e-3))
    Self.faults[index].0(&plan)
    let error = #expect(throws: TrainingError.self) { _ = try Trainer(plan, seed: 1) }
    #expect(error?.description == Self.faults[index].1)
  }

  @Test func `updates are counted with the small batch at an epoch's end`() {
    let plan = TrainingPlan(epochs: 500, batch: 8, optimizer: .adam(learningRate: 1e-3))
    #expect(plan.stepsPerEpoch(rows: 300) == 38)
    #expect(plan.steps(rows: 300) == 19_000)
    #expect(plan.stepsPerEpoch(rows: 8) == 1)
    #expect(plan.stepsPerEpoch(rows: 9) == 2)
  }
}
