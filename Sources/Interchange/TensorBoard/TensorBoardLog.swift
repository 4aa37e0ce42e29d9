import Engine
public import Models
public import Tasks
public import Training

/// Listens to one training and writes what it hears into an event file: losses, accuracy, learning
/// rate, and how the values of each gate are distributed over some rows.
///
/// ```swift
/// let log = TensorBoardLog(in: "runs/lstm", of: plan, rows: train.count, gatesOn: dev)
/// try trainer.train(&model, on: train, dev: dev) { log.note($0) }
/// ```
///
/// | tag | at |
/// |---|---|
/// | `loss/batch` | every update that is told |
/// | `loss/train`, `loss/dev`, `accuracy/dev`, `learning_rate` | every look at the dev rows |
/// | `gates/<layer>/<gate>` | every time that the model is shown |
/// | `gradient_norm/<tensor>` | every update, at the end |
///
/// A disk that is full does not end a training: what could not be written is kept as ``failure``, and
/// nothing more is written.
public final class TensorBoardLog {
  /// Why the file is not complete; `nil` as long as it is.
  public private(set) var failure: FileError?
  private let folder: String
  private var file: TensorBoardFile?
  private let plan: TrainingPlan
  private let stepsPerEpoch: Int
  private let gateRows: Dataset?

  /// Rows on which gates are looked at.
  private static let rows = 100

  /// A log in a folder that is there.
  ///
  /// The file is made when there is something to write. Where the training was taken up from a
  /// checkpoint, what earlier files have heard until then stays; else it is forgotten.
  ///
  /// - Parameters:
  ///   - rows: The training rows, which say how long an epoch is.
  ///   - gateRows: The rows on which gates are looked at, of which the first hundred do; `nil` for none.
  public init(in folder: String, of plan: TrainingPlan, rows: Int, gatesOn gateRows: Dataset? = nil)
  {
    self.folder = folder
    self.plan = plan
    stepsPerEpoch = max(1, plan.stepsPerEpoch(rows: rows))
    self.gateRows = gateRows
  }

  /// Writes what happened.
  public func note(_ event: TrainingEvent) {
    switch event {
    case .stepped(let step, let loss):
      write(from: step == 1 ? 0 : step) { (file) throws(FileError) in
        try file.append("loss/batch", loss, step: step)
      }
    case .evaluated(let evaluation): note(evaluation)
    case .shown(let model, let step):
      write(from: step) { (file) throws(FileError) in
        for (tag, values) in gates(of: model) {
          try file.append(tag, histogramOf: values, step: step)
        }
      }
    default: break
    }
  }

  /// Writes the norms of the gradients, `[update]` by tensor, that a training has recorded.
  public func note(gradientNorms norms: [String: [Double]]) {
    write(from: 0) { (file) throws(FileError) in
      for (name, values) in norms.sorted(by: { $0.key < $1.key }) {
        for (index, value) in values.enumerated() {
          try file.append("gradient_norm/\(name)", value, step: index + 1)
        }
      }
    }
  }

  /// Writes all that is left of a training which has ended before: its looks at the dev rows, the
  /// norms of its gradients, and the gates of the model that was kept.
  public func note(ended history: TrainingHistory, model: Model) {
    for evaluation in history.evaluations { note(evaluation) }
    note(.shown(model, step: history.bestStep ?? history.steps))
    note(gradientNorms: history.gradientNorms)
  }

  private func note(_ evaluation: Evaluation) {
    let step = evaluation.step
    let factor = plan.schedule.factor(epoch: max(0, step - 1) / stepsPerEpoch)
    write(from: step <= plan.evaluateEvery ? 0 : step) { (file) throws(FileError) in
      try file.append("loss/train", evaluation.trainLoss, step: step)
      try file.append("loss/dev", evaluation.dev.loss, step: step)
      try file.append("accuracy/dev", evaluation.dev.accuracy, step: step)
      try file.append("learning_rate", plan.optimizer.learningRate * factor, step: step)
    }
  }

  /// Writes, unless that has failed before; `first` is the step of what is written first.
  private func write(from first: Int, _ body: (TensorBoardFile) throws(FileError) -> Void) {
    guard failure == nil else { return }
    do throws(FileError) {
      let file =
        if let file { file } else { try TensorBoardFile(creatingIn: folder, from: first) }
      self.file = file
      try body(file)
    } catch {
      failure = error
    }
  }

  /// The values of every gate of every layer, over all units and all steps of the rows.
  private func gates(of model: Model) -> [(tag: String, values: [Float])] {
    guard let gateRows, gateRows.count > 0 else { return [] }
    let rows = Array(0..<min(gateRows.count, Self.rows))
    let batch = gateRows.batch(of: rows).0
    let executor = FastExecutor(
      model.network, batch: batch.count, time: batch.time, purpose: .inference, recording: true)
    executor.run(model.parameters, on: model.encoded(batch))
    let recurrences = model.network.layers.enumerated().flatMap { index, layer in
      layer.recurrences.map { recurrence in
        let backward = recurrence.direction == .backward ? ".backward" : ""
        return (name: "layer\(index)\(backward)", states: recurrence.cell.states.map(\.quantity))
      }
    }
    return zip(recurrences, executor.recordings()).flatMap { recurrence, recording in
      recording.quantities.filter { $0 != .candidate && !recurrence.states.contains($0) }
        .compactMap { gate in
          recording[gate].map { series in
            (
              "gates/\(recurrence.name)/\(gate.rawValue)",
              Self.values(of: series, lengths: rows.map { gateRows.lengths[$0] })
            )
          }
        }
    }
  }

  /// Those of a series that belong to a sequence that has not ended.
  private static func values(of series: Recording.Series, lengths: [Int]) -> [Float] {
    let width = series.width * lengths.count
    return stride(from: 0, to: series.scalars.count, by: width).enumerated().flatMap {
      time, start in
      lengths.enumerated().filter { $0.element > time }.flatMap { row, _ in
        series.scalars[start + row * series.width..<start + (row + 1) * series.width]
      }
    }
  }
}
