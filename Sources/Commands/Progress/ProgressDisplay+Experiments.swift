import LongLag

extension ProgressDisplay.Training {
  /// The trainings of some experiments; makes each model and each dataset once, so that what cannot
  /// be trained is refused before anything is.
  ///
  /// - Throws: What tasks and models refuse; `Failure` for models that memory does not hold.
  static func all(
    of experiments: [Experiment], in preset: Preset?, cells: CellCatalog
  ) throws -> [Self] {
    struct Key: Hashable {
      let model: Architecture
      let task: String
    }
    var parameters: [Key: Int] = [:]
    var rows: [String: Int] = [:]
    let several = Set(experiments.map(\.model.cell.name))
    let width = several.map(\.count).max() ?? 0
    let longest = experiments.map { String($0.task.length).count }.max() ?? 0
    return try experiments.map { experiment in
      let (task, length) = (experiment.task, experiment.task.length)
      let key = Key(model: experiment.model, task: "\(task)")
      if rows[key.task] == nil {
        rows[key.task] = try task.dataset(.train, seed: experiment.seed).count
      }
      let count = rows[key.task, default: 1]
      if parameters[key] == nil {
        try MemoryNeed(of: experiment, cells: cells).check()
        parameters[key] = try Model(
          experiment.model, input: task.input, answer: task.answer, cells: cells, seed: 0
        ).parameters.count
      }
      let name =
        experiment.model.cell.name.padded(to: width)
        + " length " + String(length).flushRight(in: longest) + " seed \(experiment.seed)"
        + (preset?.variant(of: experiment).map { ", \($0.name)" } ?? "")
      let steps = experiment.plan.steps(rows: count)
      return Self(
        name: name, steps: steps, stepsPerEpoch: experiment.plan.stepsPerEpoch(rows: count),
        cost: Double(steps) * Double(length) * Double(parameters[key, default: 1]))
    }
  }
}
