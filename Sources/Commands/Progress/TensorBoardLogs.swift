import LongLag

/// The event files of several trainings for TensorBoard, a folder for each.
struct TensorBoardLogs {
  /// Why they are not complete; `nil` as long as they are.
  private(set) var failure: FileError?
  private let folder: OutputFolder?
  private let experiments: [(experiment: Experiment, name: String)]
  private var logs: [Int: TensorBoardLog] = [:]

  /// Logs of some experiments of a preset; none where there is no folder.
  init(in folder: OutputFolder?, of experiments: [Experiment], preset: Preset) {
    self.folder = folder
    self.experiments = experiments.map {
      ($0, $0.fileName(variant: preset.variant(of: $0)?.name))
    }
  }

  /// Writes what happened.
  mutating func note(_ event: LaboratoryEvent) {
    switch event {
    case .began(let index): begin(index)
    case .training(let index, let event): logs[index]?.note(event)
    case .ended(let index, let run):
      if let log = logs[index] {
        log.note(gradientNorms: run.history.gradientNorms)
      } else {
        // It was in the store already.
        begin(index)
        logs[index]?.note(ended: run.history, model: run.model)
      }
      end(index)
    case .failed(let index, _): end(index)
    }
  }

  private mutating func begin(_ index: Int) {
    guard let folder, failure == nil else { return }
    let (experiment, name) = experiments[index]
    do throws(FileError) {
      logs[index] = try TensorBoardLog(in: folder.file(name), of: experiment)
    } catch {
      failure = error
    }
  }

  private mutating func end(_ index: Int) {
    failure = failure ?? logs[index]?.failure
    logs[index] = nil
  }
}

extension TensorBoardLog {
  /// The log of an experiment, in a folder that is made where it is missing.
  convenience init(in folder: String, of experiment: Experiment) throws(FileError) {
    let folder = try OutputFolder(creating: folder)
    let (task, seed) = (experiment.task, experiment.seed)
    // Rows that cannot be had end the training itself, with a better sentence.
    self.init(
      in: folder.path, of: experiment.plan,
      rows: (try? task.dataset(.train, seed: seed).count) ?? 1,
      gatesOn: try? task.dataset(.dev, seed: seed))
  }
}
