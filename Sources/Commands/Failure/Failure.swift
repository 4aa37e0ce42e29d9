import ArgumentParser
import LongLag
import Sweeps

/// Why a command ends without having done what it was asked: a sentence, and the status as
/// `sysexits.h` has it.
struct Failure: Error, Hashable, CustomStringConvertible {
  /// The statuses that commands end with.
  enum Status: Int32 {
    /// Names and values that cannot be meant.
    case usage = 64
    /// Data that is not what it should be.
    case data = 65
    /// A program that is needed is missing, or refuses.
    case unavailable = 69
    /// The loss was lost: infinite, or not a number.
    case software = 70
    /// There is more to do, another time.
    case later = 75
    /// Ctrl-C.
    case interrupted = 130
    /// Nobody reads any more what it prints.
    case unread = 141
    /// Asked to end by another program.
    case terminated = 143
  }

  /// What was found, and what was expected.
  let description: String
  /// The status with which the command ends.
  let status: Int32

  /// A failure of one of the usual kinds.
  init(_ status: Status, _ sentence: String) {
    description = sentence
    self.status = status.rawValue
  }

  /// All was done but for the event files.
  init(incompleteLog error: FileError) {
    description = "\(error); the event files are not complete, everything else is"
    status = error.exitStatus
  }

  /// What an error of the library means for a command.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure:
      self = failure
    case let error as ExperimentError:
      description = "\(error)"
      status = Failure(error.reason).status
    default:
      description = "\(error)"
      status =
        switch error {
        case let error as FileError: error.exitStatus
        case let error as SafetensorsError: error.exitStatus
        case let error as InterchangeError: error.exitStatus
        case let error as TaskError: error.exitStatus
        case let error as TrainingError: error.exitStatus
        case let error as StoreError: error.exitStatus
        case is ModelError, is RunFilterError: Status.usage.rawValue
        case is SweepFileError: Status.data.rawValue
        default: Status.software.rawValue
        }
    }
  }
}

extension TaskError {
  fileprivate var exitStatus: Int32 {
    switch self {
    case .setting, .unknownTask: Failure.Status.usage.rawValue
    case .row, .file: Failure.Status.data.rawValue
    }
  }
}

extension TrainingError {
  fileprivate var exitStatus: Int32 {
    switch self {
    case .lossNotFinite: Failure.Status.software.rawValue
    case .setting: Failure.Status.usage.rawValue
    }
  }
}
