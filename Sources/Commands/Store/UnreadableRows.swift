import LongLag

/// Experiments that cannot go on because the files of their rows are no longer what they were.
struct UnreadableRows {
  /// The experiments that can.
  private(set) var readable: [Experiment] = []
  /// Why others cannot, and how many for the same reason.
  private(set) var reasons: [(reason: TaskError, count: Int)] = []

  /// Looks at the files of each task once.
  init(of experiments: [Experiment]) {
    var known: [FileTask: TaskError?] = [:]
    for experiment in experiments {
      guard let task = experiment.task as? FileTask else {
        readable.append(experiment)
        continue
      }
      let reason = known[task] ?? Self.reason(task)
      known[task] = .some(reason)
      if let reason { note(reason) } else { readable.append(experiment) }
    }
  }

  private static func reason(_ task: FileTask) -> TaskError? {
    do throws(TaskError) {
      for split in Split.allCases { _ = try task.dataset(split, seed: 0) }
      return nil
    } catch {
      return error
    }
  }

  private mutating func note(_ reason: TaskError) {
    if let index = reasons.firstIndex(where: { $0.reason == reason }) {
      reasons[index].count += 1
    } else {
      reasons.append((reason, 1))
    }
  }

  /// Says what cannot go on.
  func say() {
    for (reason, count) in reasons {
      try? Terminal.error.write(
        "longlag: \(Numeral.counted(count, "run")) cannot go on: \(reason); "
          + "'longlag resume' goes on once the file is as it was, 'longlag forget' takes such runs out "
          + "of the store\n")
    }
  }
}
