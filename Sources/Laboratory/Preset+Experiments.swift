import Models
import Tasks

extension Preset {
  /// The preset that a name begins with, or what experiments of another name have in common.
  public init(of experiments: [Experiment], named name: String) {
    let first = name.split(separator: " ").first.map(String.init) ?? name
    if let preset = Preset.named(first) {
      self = preset
      return
    }
    var cells: [String] = []
    for experiment in experiments where !cells.contains(experiment.model.cell.name) {
      cells.append(experiment.model.cell.name)
    }
    self.init(
      name, "a sweep of its own", lengths: Set(experiments.map(\.task.length)).sorted(),
      cells: cells, seeds: Set(experiments.map(\.seed)).count
    ) { length, cell in
      // What the sweep has, or something near it where it has nothing.
      experiments.first { $0.task.length == length && $0.model.cell.name == cell } ?? experiments[0]
    }
  }

  /// A cell and a length for which experiments differ in more than their seed and their variant; `nil`
  /// where there is none.
  public func ambiguity(in experiments: [Experiment]) -> String? {
    var settings: [String: [UInt8]] = [:]
    for experiment in experiments {
      var first = experiment
      first.seed = 0
      let name = "\(experiment.model.cell.name) at length \(experiment.task.length)"
      let key = name + (variant(of: experiment).map { ", \($0.name)" } ?? "")
      guard let json = try? first.canonicalJSON() else { continue }
      if let known = settings[key], known != json { return name }
      settings[key] = json
    }
    return nil
  }
}
