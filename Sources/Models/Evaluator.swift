public import Engine
public import Kernels
public import Tasks

/// Looks at how a model answers rows; holds its memory, so that looking again costs no allocation.
public final class Evaluator {
  private let dataset: Dataset
  private let executor: FastExecutor
  private let loss: Loss
  private let rows: [Int]
  private var batch = Batch(count: 1, time: 1, input: .symbols([0]))
  private var targets = Targets.classes([])
  private var predictions: [Int32] = []
  /// What the states of a model with random initial states are drawn from.
  public var states: RandomStates?

  /// Rows that run side by side.
  private static let together = 128

  /// An evaluator for models of one structure on one dataset.
  ///
  /// - Parameters:
  ///   - seed: Decides the states that a model with random initial states starts from.
  ///   - team: Threads that share the work.
  public init(
    _ model: Model, on dataset: Dataset, loss: Loss, seed: UInt64, team: Team? = nil
  ) {
    self.dataset = dataset
    self.loss = loss
    rows = Array(0..<dataset.count)
    executor = FastExecutor(
      model.network, batch: min(Self.together, dataset.count), time: dataset.lengths.max() ?? 1,
      purpose: .inference, team: team)
    states = RandomStates(model, seed: seed, name: "states/evaluation")
  }

  /// How the model answers the rows.
  public func score(_ model: Model) -> Score {
    var total = Tally()
    forEachBatch {
      let batch = model.encoded(batch)
      // Predictions are asked for where answers are classes; the executor fills what it is given.
      predictions.removeAll(keepingCapacity: true)
      predictions.append(contentsOf: repeatElement(0, count: targets.answers(batch)))
      let value = executor.evaluate(
        model.parameters, on: batch, targets: targets, loss: loss,
        initialStates: states?.draw(count: batch.count), predictions: &predictions)
      total.add(
        loss: value, isMean: loss != .crossEntropySum, targets: targets, batch: batch,
        predictions: predictions, outputs: loss == .meanSquaredError ? executor.outputs : [])
    }
    return total.score(
      printed: WrongAxisMetric(dataset)?.value(of: total.predictions), loss: loss)
  }

  /// The most likely class of every answer of every row; a row has one, or one per step.
  public func predictions(of model: Model) -> [[Int]] {
    var all: [[Int]] = []
    forEachBatch {
      let batch = model.encoded(batch)
      executor.run(
        model.parameters, on: batch, initialStates: states?.draw(count: batch.count))
      let outputs = executor.outputs
      let width = model.network.outputs
      let answers = outputs.count / width
      for b in 0..<batch.count {
        all.append(
          stride(from: b, to: answers, by: batch.count).map { row in
            let logits = outputs[row * width..<(row + 1) * width]
            return logits.indices.reduce(logits.startIndex) {
              logits[$1] > logits[$0] ? $1 : $0
            } - logits.startIndex
          })
      }
    }
    return all
  }

  private func forEachBatch(_ body: () -> Void) {
    for start in stride(from: 0, to: rows.count, by: Self.together) {
      let end = min(start + Self.together, rows.count)
      dataset.fill(&batch, &targets, rows: rows[start..<end])
      body()
    }
  }
}

extension Targets {
  /// The number of answers.
  func answers(_ batch: Batch) -> Int {
    switch self {
    case .classes(let classes, _): classes.count
    case .values(let values, let width, _): values.count / width
    }
  }
}

/// Adds up answers over batches.
private struct Tally {
  var loss = 0.0
  var right = 0
  var answers = 0
  var predictions: [Int32] = []

  mutating func add(
    loss: Double, isMean: Bool, targets: Targets, batch: Batch, predictions: [Int32],
    outputs: [Float]
  ) {
    var counted = 0
    switch targets {
    case .classes(let classes, let mask):
      for row in classes.indices where mask?[row] ?? true {
        counted += 1
        if predictions[row] == classes[row] { right += 1 }
        self.predictions.append(predictions[row])
      }
    case .values(let values, let width, let mask):
      for row in 0..<values.count / width where mask?[row] ?? true {
        counted += 1
        let range = row * width..<(row + 1) * width
        if range.allSatisfy({ abs(outputs[$0] - values[$0]) < 0.04 }) { right += 1 }
      }
    }
    answers += counted
    self.loss += isMean ? loss * Double(counted) : loss
  }

  func score(printed: Double?, loss kind: Loss) -> Score {
    let count = Double(max(answers, 1))
    return Score(
      loss: kind == .crossEntropySum ? loss : loss / count, accuracy: Double(right) / count,
      answers: answers, printedAccuracy: printed)
  }
}
