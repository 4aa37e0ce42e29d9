import Cells
import Engine
import Models
import Tasks
import Testing

@testable import Training

/// A training that was interrupted, written down, read back and taken up again ends with the same bits.
struct CheckpointTests {
  /// A training with something in it that could be forgotten.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout TrainingPlan, inout Architecture) -> Void
  }

  static let cases = [
    Case(testDescription: "Adam") { _, _ in },
    Case(testDescription: "shuffled, batches that do not fill an epoch") { plan, _ in
      plan.shuffle = true
      plan.batch = 7
    },
    Case(testDescription: "momentum and schedule") { plan, _ in
      plan.optimizer = .sgd(learningRate: 0.05, momentum: 0.9)
      plan.schedule = .step(every: 2, factor: 0.5)
    },
    Case(testDescription: "RMSprop, per-tensor clipping, gradient norms") { plan, _ in
      plan.optimizer = .rmsProp(learningRate: 3e-3)
      plan.clipping = .perTensor(0.5)
      plan.recordsGradientNorms = true
    },
    Case(testDescription: "dropout") { _, model in
      model.layers = 2
      model.dropout = 0.3
    },
    Case(testDescription: "random states") { _, model in model.initialState = .random },
    Case(testDescription: "patience") { plan, _ in
      plan.patience = 2
      plan.evaluateEvery = 3
    },
  ]

  private struct Subject {
    var model: Model
    let trainer: Trainer
    let train: Dataset
    let dev: Dataset

    init(_ change: (inout TrainingPlan, inout Architecture) -> Void) throws {
      let task = DigitSum(length: 5)
      var plan = TrainingPlan(
        duration: .steps(60), batch: 16, optimizer: .adam(learningRate: 1e-2))
      plan.evaluateEvery = 10
      var architecture = Architecture(embedding: 6, cell: .lstm(hidden: 8))
      change(&plan, &architecture)
      model = try Model(architecture, input: task.input, answer: task.answer, seed: 3)
      trainer = try Trainer(plan, seed: 3)
      (train, dev) = (try task.dataset(.train, seed: 3), try task.dataset(.dev, seed: 3))
    }

    mutating func whole() throws -> TrainingHistory {
      try trainer.train(&model, on: train, dev: dev)
    }

    /// Trains on from a checkpoint until so many more updates are made.
    mutating func part(
      from checkpoint: Checkpoint?, updates: Int
    ) throws -> (history: TrainingHistory, checkpoint: Checkpoint?) {
      var (left, reached): (Int, Checkpoint?) = (updates, nil)
      let history = try trainer.train(
        &model, on: train, dev: dev, from: checkpoint, checkpointEvery: .seconds(1000),
        isCancelled: { left == 0 },
        observe: { event in
          if case .stepped = event { left -= 1 }
          if case .reached(let checkpoint) = event { reached = checkpoint }
        })
      return (history, reached)
    }
  }

  @Test(arguments: cases) func goesOnAsIfNothingHadHappened(_ subject: Case) throws {
    var undisturbed = try Subject(subject.change)
    let expected = try undisturbed.whole()
    for updates in [1, 7, 23] {
      var checkpoint: Checkpoint?
      while true {
        // A process of its own each time: nothing but the bytes is handed on.
        var disturbed = try Subject(subject.change)
        let part = try disturbed.part(from: checkpoint, updates: updates)
        if part.history.reason == .cancelled {
          let bytes = try #require(part.checkpoint).encoded()
          checkpoint = try Checkpoint(bytes: bytes, source: "a test")
          #expect(try checkpoint?.encoded() == bytes)
          continue
        }
        #expect(disturbed.model.parameters == undisturbed.model.parameters)
        #expect(part.history.evaluations == expected.evaluations)
        #expect(part.history.gradientNorms == expected.gradientNorms)
        #expect(part.history.steps == expected.steps)
        #expect(part.history.bestStep == expected.bestStep)
        #expect(part.history.reason == expected.reason)
        break
      }
    }
  }

  @Test func anotherModelsCheckpointIsRefused() throws {
    var small = try Subject { _, _ in }
    let checkpoint = try #require(try small.part(from: nil, updates: 5).checkpoint)
    var large = try Subject { _, model in model.cell = .lstm(hidden: 9) }
    let error = #expect(throws: TrainingError.self) {
      try large.part(from: checkpoint, updates: 5)
    }
    #expect("\(try #require(error))".contains("the checkpoint is of "))
    var shorter = try Subject { plan, _ in plan.duration = .steps(4) }
    #expect(throws: TrainingError.self) { try shorter.part(from: checkpoint, updates: 5) }
  }

  @Test func otherBytesAreNoCheckpoint() throws {
    var subject = try Subject { _, _ in }
    let bytes = try #require(try subject.part(from: nil, updates: 5).checkpoint).encoded()
    for count in [0, 7, 100, bytes.count - 1] {
      let error = #expect(throws: CheckpointError.self) {
        try Checkpoint(bytes: Array(bytes.prefix(count)), source: "half a file")
      }
      #expect("\(try #require(error))".hasPrefix("half a file cannot be resumed from: "))
    }
    let model = Safetensors([.init(name: "parameters", shape: [1], scalars: [1])]).encoded()
    let error = #expect(throws: CheckpointError.self) {
      try Checkpoint(bytes: model, source: "a model")
    }
    #expect(
      "\(try #require(error))"
        == "a model cannot be resumed from: found safetensors of no stated format, expected "
        + "longlag-checkpoint-1")
  }
}
