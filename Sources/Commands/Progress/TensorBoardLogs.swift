import LongLag

/// The event files of several trainings for TensorBoard, a folder for each.
struct TensorBoardLogs {
  /// Why they are not complete; `nil` as long as they are.
  private(set) var failure: FileError?
  private let folder: OutputFolder?
  private let experiments: [Experiment]
  private let name: (Experiment) throws -> String
  private var logs: [Int: TensorBoardLog] = [:]

  /// Logs of some experiments; none where there is no folder.
  ///
  /// - Parameter name: What an experiment's folder is called there.
  init(
    in folder: OutputFolder?, of experiments: [Experiment],
    named name: @escaping (Experiment) throws -> String
  ) {
    self.folder = folder
    self.experiments = experiments
    self.name = name
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
    // What has no name has no fingerprint, and cannot be run either.
    guard let folder, failure == nil, let name = try? name(experiments[index]) else { return }
    do throws(FileError) {
      logs[index] = try TensorBoardLog(in: folder.file(name), of: experiments[index])
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
