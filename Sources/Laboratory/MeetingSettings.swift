import Models
import Tasks
import Training

/// Where the settings of several sides meet.
///
/// A setting that varies within a side is an axis. A place is one value for every axis; what is the
/// same for all runs of a side is what sets the sides apart.
struct MeetingSettings {
  /// The places, by length and then in the order in which they first appear.
  let places: [Comparison.Place]
  /// What it would mean if one side had the larger number.
  let claim: String

  private struct Setting: Hashable {
    let task: AnyHashable
    let model: Architecture
    let plan: TrainingPlan
    let startsFrom: Fingerprint?

    init(_ experiment: Experiment) {
      task = AnyHashable(experiment.task)
      model = experiment.model
      plan = experiment.plan
      startsFrom = experiment.startsFrom
    }
  }

  init(_ sides: [Comparison.Side], byLength: Bool) {
    var reader = SettingReader()
    // Of every side, its settings in the order in which they first appear, and the runs of each.
    let grouped = sides.map { side -> [(texts: [String: String], runs: [Results.Entry])] in
      var order: [Setting] = []
      var members: [Setting: [Results.Entry]] = [:]
      for run in side.runs {
        let setting = Setting(run.experiment)
        if members[setting] == nil { order.append(setting) }
        members[setting, default: []].append(run)
      }
      return order.compactMap { setting in
        guard let runs = members[setting], let first = runs.first else { return nil }
        return (reader.texts(of: first.experiment), runs)
      }
    }
    let axes = Self.axes(of: grouped.map { $0.map(\.texts) }, byLength: byLength)
    let words = Self.words(for: axes)
    var order: [[String]] = []
    var groups: [[String]: [RunGroup]] = [:]
    for (side, settings) in zip(sides, grouped) {
      for setting in settings {
        let key = axes.map { setting.texts[$0] ?? "none" }
        if groups[key] == nil { order.append(key) }
        groups[key, default: []].append(
          RunGroup(Self.oncePerSeed(setting.runs), name: side.name))
      }
    }
    places = order.compactMap { key -> Comparison.Place? in
      groups[key].map { groups in
        Comparison.Place(
          name: zip(words, key).map { "\($0) \($1)" }.joined(separator: ", "), groups: groups)
      }
    }.enumerated().sorted {
      ($0.element.groups.first?.length ?? 0, $0.offset)
        < ($1.element.groups.first?.length ?? 0, $1.offset)
    }.map(\.element)
    // Sides with different tasks do not remember longer, they have something else to remember.
    let tasks = Set(
      grouped.joined().map { setting in
        setting.texts.filter { $0.key.hasPrefix("task") && !axes.contains($0.key) }
      })
    claim = tasks.count > 1 ? "is more accurate than" : "remembers longer than"
  }

  private static func axes(of sides: [[[String: String]]], byLength: Bool) -> [String] {
    let paths = Set(sides.joined().flatMap(\.keys))
    func varies(_ path: String) -> Bool {
      sides.contains { side in Set(side.map { $0[path] }).count > 1 }
    }
    var axes = Set(paths.filter(varies))
    // The length is named wherever there is no doubt about it, even if it is always the same.
    let lengths = sides.map { side in Set(side.compactMap { $0[length] }) }.filter { !$0.isEmpty }
    if byLength || Set(lengths).count == 1 { axes.insert(length) }
    // What is there or not as another axis says, and never varies by itself, needs no words.
    let implied = axes.filter { path in
      axes.contains { path.hasPrefix($0 + ".") }
        && Set(sides.joined().compactMap { $0[path] }).count == 1
    }
    return axes.subtracting(implied).sorted {
      ($0 == length ? 0 : 1, $0) < ($1 == length ? 0 : 1, $1)
    }
  }

  private static let length = "task.length"

  /// The last part of each path, as far as that tells them apart.
  private static func words(for axes: [String]) -> [String] {
    let short = axes.map { path in
      path == "model.cell.name" ? "cell" : path.split(separator: ".").last.map(String.init) ?? path
    }
    return zip(axes, short).map { path, word in
      short.count { $0 == word } == 1 ? word : path
    }
  }

  private static func oncePerSeed(_ runs: [Results.Entry]) -> [Results.Entry] {
    var bySeed: [UInt64: Results.Entry] = [:]
    for run in runs { bySeed[run.experiment.seed] = run }
    return bySeed.sorted { $0.key < $1.key }.map(\.value)
  }
}
