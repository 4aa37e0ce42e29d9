import Engine
import Models
import Tasks
import Training

// The experiments of the textbook: Qiu Xipeng, "Neural Networks and Deep Learning: Cases and
// Practice", chapter 6.

extension Preset {
  /// The first edition: 300 rows in order, Xavier everywhere, best parameters on dev.
  public static let book = Preset(
    "book", "the textbook's digit sum: Xavier start, 500 epochs, best on dev",
    lengths: [5, 10, 15, 20, 25, 30]
  ) { length, cell in
    Experiment(
      DigitSum(length: length, variant: .book),
      model: Architecture(embedding: 32, cell: CellChoice(cell, hidden: 32)), plan: bookPlan)
  }

  /// As widely copied ports of it start: with a cell of zeros.
  public static let bookZero = Preset(
    "book-zero", "the same with a cell that starts at zero, as widely copied ports do",
    lengths: [5, 10, 15, 20, 25, 30]
  ) { length, cell in
    Experiment(
      DigitSum(length: length, variant: .book),
      model: Architecture(embedding: 32, cell: CellChoice(cell, hidden: 32), start: .zero),
      plan: bookPlan)
  }

  /// The second edition: all digits random, larger batches, fewer epochs.
  public static let book2 = Preset(
    "book2", "the second edition: every digit random, 20 epochs", lengths: [10, 20]
  ) { length, cell in
    var plan = TrainingPlan(epochs: 20, batch: 128, optimizer: .adam(learningRate: 3e-3))
    plan.clipping = .globalNorm(1)
    plan.evaluateEvery = 24
    return Experiment(
      DigitSum(length: length, variant: .book2),
      model: Architecture(
        embedding: 32, cell: CellChoice(cell, hidden: 64),
        start: cell.hasPrefix("srn") ? .identity : .xavier), plan: plan)
  }

  /// Exploding gradients, without clipping and with each tensor clipped on its own.
  public static let explosion = Preset(
    "explosion", "gradients that explode, without and with clipping", lengths: [20],
    cells: ["srn"],
    variants: [
      Variant(name: "not clipped") { $0.plan.clipping = nil },
      Variant(name: "clipped per tensor at 5") { $0.plan.clipping = .perTensor(5) },
    ]
  ) { length, cell in
    var plan = TrainingPlan(epochs: 50, batch: 64, optimizer: .sgd(learningRate: 0.2))
    plan.loss = .crossEntropySum
    plan.shuffle = false
    plan.evaluateEvery = 25
    plan.recordsGradientNorms = true
    return Experiment(
      DigitSum(length: length, variant: .book),
      model: Architecture(embedding: 32, cell: CellChoice(cell, hidden: 32)), plan: plan)
  }

  private static var bookPlan: TrainingPlan {
    var plan = TrainingPlan(epochs: 500, batch: 8, optimizer: .adam(learningRate: 1e-3))
    plan.shuffle = false
    return plan
  }
}
