import Engine
import Models
import Tasks
import Training

/// A model, its rows and a plan: small enough to be trained in a few milliseconds.
struct Small {
  var model: Model
  var train: Dataset
  var dev: Dataset
  var plan: TrainingPlan

  /// A task, read through an embedding of 8 or as it is.
  init(
    _ task: some MemoryTask, cell: CellChoice = .srn(hidden: 16), steps: Int,
    optimizer: OptimizerChoice = .adam(learningRate: 1e-2), seed: UInt64 = 3,
    change: (inout Architecture) -> Void = { _ in }
  ) throws {
    var architecture = Architecture(embedding: 8, cell: cell)
    change(&architecture)
    model = try Model(architecture, input: task.input, answer: task.answer, seed: seed)
    train = try task.dataset(.train, seed: seed)
    dev = try task.dataset(.dev, seed: seed)
    plan = TrainingPlan(
      duration: .steps(steps), batch: 16, optimizer: optimizer, evaluateEvery: 10)
  }

  /// Digits of length 5: the first two are added.
  static func digits(
    steps: Int, optimizer: OptimizerChoice = .adam(learningRate: 1e-2), seed: UInt64 = 3,
    change: (inout Architecture) -> Void = { _ in }
  ) throws -> Small {
    try Small(
      DigitSum(length: 5), steps: steps, optimizer: optimizer, seed: seed, change: change)
  }

  /// What a training leaves.
  struct Trained {
    var model: Model
    var history: TrainingHistory
    var losses: [Double] = []
    var evaluations: [Evaluation] = []
    var ends: [TrainingEvent.EndReason] = []
    var planned: Int?
  }

  /// Trains a copy of the model.
  func trained(
    seed: UInt64 = 9, cancelled: @escaping (_ updates: Int) -> Bool = { _ in false }
  ) throws -> Trained {
    var copy = model
    var losses: [Double] = []
    var evaluations: [Evaluation] = []
    var ends: [TrainingEvent.EndReason] = []
    var planned: Int?
    let history = try Trainer(plan, seed: seed).train(
      &copy, on: train, dev: dev, isCancelled: { cancelled(losses.count) },
      observe: { event in
        switch event {
        case .began(let steps): planned = steps
        case .stepped(_, let loss): losses.append(loss)
        case .reached: break
        case .evaluated(let evaluation): evaluations.append(evaluation)
        case .ended(_, let reason): ends.append(reason)
        default: break
        }
      })
    return Trained(
      model: copy, history: history, losses: losses, evaluations: evaluations, ends: ends,
      planned: planned)
  }
}

/// The mean of some numbers.
func mean(_ numbers: some Collection<Double>) -> Double {
  numbers.reduce(0, +) / Double(numbers.count)
}
