import Engine
public import Models
public import Tasks
public import Training

/// Listens to one training and writes what it hears into an event file: losses, accuracy, learning
/// rate, and how the values of each gate are distributed over some rows.
///
/// ```swift
/// let log = try TensorBoardLog(in: "runs/lstm", of: plan, rows: train.count, gatesOn: dev)
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
  private let file: TensorBoardFile
  private let plan: TrainingPlan
  private let stepsPerEpoch: Int
  private let gateRows: Dataset?

  /// Rows on which gates are looked at.
  private static let rows = 100

  /// A log in a folder that is there.
  ///
  /// - Parameters:
  ///   - rows: The training rows, which say how long an epoch is.
  ///   - step: The updates made before, where a training is taken up again.
  ///   - gateRows: The rows on which gates are looked at, of which the first hundred do; `nil` for none.
  /// - Throws: `FileError` that names the file.
  public init(
    in folder: String, of plan: TrainingPlan, rows: Int, from step: Int = 0,
    gatesOn gateRows: Dataset? = nil
  ) throws(FileError) {
    file = try TensorBoardFile(creatingIn: folder, from: step == 0 ? 0 : step + 1)
    self.plan = plan
    stepsPerEpoch = max(1, plan.stepsPerEpoch(rows: rows))
    self.gateRows = gateRows
  }

  /// Writes what happened.
  public func note(_ event: TrainingEvent) {
    write { () throws(FileError) in
      switch event {
      case .stepped(let step, let loss):
        try file.append("loss/batch", loss, step: step)
      case .evaluated(let evaluation):
        let step = evaluation.step
        let factor = plan.schedule.factor(epoch: max(0, step - 1) / stepsPerEpoch)
        try file.append("loss/train", evaluation.trainLoss, step: step)
        try file.append("loss/dev", evaluation.dev.loss, step: step)
        try file.append("accuracy/dev", evaluation.dev.accuracy, step: step)
        try file.append("learning_rate", plan.optimizer.learningRate * factor, step: step)
      case .shown(let model, let step):
        for (tag, values) in gates(of: model) {
          try file.append(tag, histogramOf: values, step: step)
        }
      default: break
      }
    }
  }

  /// Writes the norms of the gradients, `[update]` by tensor, that a training has recorded.
  public func note(gradientNorms norms: [String: [Double]]) {
    write { () throws(FileError) in
      for (name, values) in norms.sorted(by: { $0.key < $1.key }) {
        for (index, value) in values.enumerated() {
          try file.append("gradient_norm/\(name)", value, step: index + 1)
        }
      }
    }
  }

  private func write(_ body: () throws(FileError) -> Void) {
    guard failure == nil else { return }
    do throws(FileError) { try body() } catch { failure = error }
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
