import Cells
import Models
import Tasks

extension RunStore {
  /// A run that has ended, with everything that is asked for: what was not read off it when it ended is
  /// read off its parameters now, and kept where the store can be written.
  func run(
    _ id: Int64, with wanted: Probing, cells: CellCatalog, tasks: TaskCatalog
  ) throws -> Run {
    var run = try run(id, cells: cells, tasks: tasks)
    guard !wanted.isCovered(by: run.probing) else { return run }
    let (experiment, known) = (run.experiment, run.probing)
    let (task, seed) = (experiment.task, experiment.seed)
    let probing = wanted.union(known)
    let recordings = try probing.recordings.filter { !known.recordings.contains($0) }
      .map { try KeptRecording($0, of: run.model) }
    if probing.withoutRecordings != known.withoutRecordings {
      let test = try task.dataset(.test, seed: seed)
      let start = try experiment.start(cells: cells, store: self)
      run.readings = probing.readingsAtStart(of: start, on: test)
      try probing.read(&run.readings, of: run.model, on: test, task: task, seed: seed)
    }
    run.probing = probing
    if access != .read { try write(run.readings, probing, recordings, of: id) }
    return run
  }
}
