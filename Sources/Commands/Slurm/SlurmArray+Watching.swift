import LongLag

extension SlurmArray {
  /// What became of watching.
  enum End {
    /// No task is left.
    case over
    /// Somebody asked for an end; the array goes on.
    case interrupted(Failure.Status)
  }

  /// Shows how far the array is and collects what its tasks leave, until none is left.
  ///
  /// Slurm is asked seldom, since it serves many; the tasks' own files are looked at every second.
  ///
  /// - Parameter total: Runs in the manifest.
  mutating func watch(total: Int, into store: RunStore) async throws -> End {
    let interruption = Interruption { _ in }
    let clock = ContinuousClock()
    var display = SlurmProgress(total: total, share: try progress(of: total).share)
    defer { display.finish() }
    var tasks: [Slurm.Task]?
    var (pause, next, absences) = (1.0, clock.now, 0)
    while absences < 2 {
      let known = merged.count
      for note in try collect(into: store, onlyOver: true) { display.say(note) }
      if clock.now >= next || merged.count > known {
        do {
          let now = try slurm.tasks(of: job)
          // A single look may fall between two lives of the last task.
          absences = now.isEmpty ? absences + 1 : 0
          pause = now == tasks ? min(pause * 1.5, 15) : 1
          tasks = now
        } catch let failure as Failure {
          // Slurm's own machine may be away for a while; the tasks do not mind.
          display.say("\(failure); asking again")
          pause = 15
        }
        next = clock.now + .seconds(pause)
      }
      let progress = try progress(of: total)
      display.show(done: progress.done, share: progress.share, tasks: tasks ?? [])
      if let status = interruption.status { return .interrupted(status) }
      if absences < 2 { try await Task.sleep(for: .seconds(1)) }
    }
    for note in try collect(into: store, onlyOver: false) { display.say(note) }
    return .over
  }
}
