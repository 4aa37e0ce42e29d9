import Models
import Tasks
public import Training

/// What a laboratory says while it runs experiments; `index` is the experiment's place in the list.
public enum LaboratoryEvent: Sendable {
  /// An experiment began.
  case began(index: Int)
  /// Something happened in its training. Single updates and models are told only where that was asked for.
  case training(index: Int, TrainingEvent)
  /// It ended.
  case ended(index: Int, Run)
  /// It could not be run to its end.
  case failed(index: Int, ExperimentError)
}

/// An experiment that could not be run to its end, and why.
public struct ExperimentError: Error, Sendable, CustomStringConvertible {
  /// Which one it was.
  public let experiment: Experiment
  /// What stopped it: a `TaskError`, a `ModelError` or a `TrainingError`.
  public let reason: any Error

  /// The experiment in a few words, and the reason.
  public var description: String {
    "\(experiment.model.cell), length \(experiment.task.length), seed \(experiment.seed): \(reason)"
  }
}
