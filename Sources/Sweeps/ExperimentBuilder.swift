import Laboratory
import Tasks

/// Makes an experiment from settings: the preset's, changed as `longlag train` would change it.
struct ExperimentBuilder {
  let tasks: TaskSettings
  /// Tasks that were made before: many runs share each, and files are read once.
  private var made: [[String: SettingValue]: any MemoryTask] = [:]

  init(tasks: TaskCatalog) { self.tasks = TaskSettings(catalog: tasks) }

  /// The experiment of some settings, each under its key.
  mutating func experiment(_ values: [String: SettingValue]) throws(Refusal) -> Experiment {
    let read = Values(values)
    guard let preset = Preset.named(read.name("preset") ?? "book") else {
      throw Refusal(["preset"], "there is no such preset")
    }
    let cell =
      read.name("model.cell")
      ?? (preset.cells.contains("lstm") ? "lstm" : preset.cells[preset.cells.count - 1])
    let length =
      read.whole("task.length") ?? (preset.lengths.contains(10) ? 10 : preset.lengths[0])
    var experiment = preset.base(length, cell)
    experiment.task = try task(values, base: experiment.task, preset: preset.name)
    experiment.model.apply(read)
    try experiment.plan.apply(read)
    experiment.seed = UInt64(read.whole("seed") ?? 0)
    return experiment
  }

  private mutating func task(
    _ values: [String: SettingValue], base: any MemoryTask, preset: String
  ) throws(Refusal) -> any MemoryTask {
    let values = values.filter { $0.key.hasPrefix("task.") }
    var key = values
    key["preset"] = .name(preset)
    if let task = made[key] { return task }
    let task = try tasks.task(values, base: base)
    made[key] = task
    return task
  }
}
