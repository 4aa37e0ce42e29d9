import Cells
import Engine
import Laboratory
import Models
import Tasks
import Training

/// The settings that a sweep file can name: those of `longlag train`, and those of its tasks.
struct SettingCatalog: Sendable {
  private let settings: [Setting]
  /// Whether tasks have settings that are known only once they are made.
  private let isOpen: Bool

  /// The settings where these tasks are named.
  init(cells: CellCatalog, tasks: TaskCatalog, named names: [String]) {
    var settings =
      [Setting(key: "preset", kind: .choice("preset", Preset.all.map(\.name)))]
      + Self.task(tasks) + Self.model(cells) + Self.plan
      + [Setting(key: "seed", kind: .whole(0...Int.max))]
    var isOpen = false
    for name in names {
      guard let own = try? TaskSettings.settings(of: name, in: tasks) else {
        isOpen = true
        continue
      }
      for setting in own {
        guard let place = settings.firstIndex(where: { $0.key == setting.key }) else {
          settings.append(setting)
          continue
        }
        // Tasks that mean different things by one key decide for themselves.
        if setting.key != "task.length", settings[place].expectation != setting.expectation {
          settings[place] = Setting(key: setting.key, kind: .any)
        }
      }
    }
    self.settings = settings
    self.isOpen = isOpen
  }

  /// The setting of a key.
  subscript(key: String) -> Setting? { settings.first { $0.key == key } }

  /// The setting of a key that stands at a place.
  func setting(_ key: String, at place: Place) throws(SweepFileError) -> Setting {
    if let setting = self[key] { return setting }
    if isOpen, key.hasPrefix("task."), key != "task." { return Setting(key: key, kind: .any) }
    let known = settings.map(\.key)
    let section = key.split(separator: ".").first.map { $0 + "." } ?? ""
    let beside = known.filter { $0.hasPrefix(section) }
    // 'length' is meant to be 'task.length', however far the letters are apart.
    let nearest = known.first { $0.hasSuffix("." + key) } ?? key.nearest(among: known)
    throw place.unknown(
      .key, "setting", key, nearest: nearest, known: beside.isEmpty ? known : beside)
  }

  private static func task(_ tasks: TaskCatalog) -> [Setting] {
    [
      Setting(key: "task.name", kind: .choice("task", tasks.names)),
      Setting(key: "task.length", kind: .whole(1...100_000)),
    ]
  }

  private static func model(_ cells: CellCatalog) -> [Setting] {
    [
      Setting(key: "model.cell", kind: .choice("cell", cells.entries.map(\.name))),
      Setting(key: "model.hidden", kind: .whole(1...16_384)),
      Setting(key: "model.embedding", kind: .whole(1...16_384)),
      Setting(key: "model.one-hot", kind: .flag),
      Setting(key: "model.number", kind: .flag),
      Setting(key: "model.layers", kind: .whole(1...64)),
      Setting(
        key: "model.direction", kind: .choice("direction", names(Architecture.Direction.self))),
      Setting(
        key: "model.dropout", kind: .real("a number from 0 to below 1") { (0..<1).contains($0) }),
      Setting(key: "model.readout", kind: .choice("readout", names(Network.Readout.self))),
      Setting(
        key: "model.initial-state",
        kind: .choice("initial state", names(Architecture.InitialState.self))),
      Setting(key: "model.start", kind: .choice("start", names(Start.self))),
      Setting(key: "model.forget-bias", kind: .real("a number") { _ in true }),
    ]
  }

  private static let plan = [
    Setting(key: "plan.epochs", kind: .whole(1...1_000_000_000)),
    Setting(key: "plan.steps", kind: .whole(1...1_000_000_000)),
    Setting(key: "plan.batch", kind: .whole(1...1_000_000)),
    Setting(key: "plan.optimizer", kind: .choice("optimizer", OptimizerChoice.names)),
    Setting(key: "plan.learning-rate", kind: .real("a number above 0") { $0 > 0 }),
    Setting(
      key: "plan.momentum", kind: .real("a number from 0 to below 1") { (0..<1).contains($0) }),
    Setting(key: "plan.weight-decay", kind: .real("a number, at least 0") { $0 >= 0 }),
    Setting(
      key: "plan.clip",
      kind: .notation(
        "global-norm:5, per-tensor:5, value:5, with any limit above 0, or none"
      ) { $0 == "none" || Clipping($0) != nil }),
    Setting(
      key: "plan.schedule",
      kind: .notation(
        "constant, step:EPOCHS:FACTOR, exponential:FACTOR, cosine:EPOCHS or warmup:EPOCHS, with "
          + "factors above 0 and at most 1"
      ) { Schedule(notation: $0) != nil }),
    Setting(key: "plan.loss", kind: .choice("loss", names(Loss.self))),
    Setting(key: "plan.shuffle", kind: .flag),
    Setting(key: "plan.evaluate-every", kind: .whole(1...1_000_000_000)),
    Setting(key: "plan.patience", kind: .whole(1...1_000_000_000)),
    Setting(key: "plan.keep-last", kind: .flag),
  ]

  private static func names<Choice: RawRepresentable<String> & CaseIterable>(
    _: Choice.Type
  ) -> [String] {
    Choice.allCases.map(\.rawValue.kebab)
  }
}

extension String {
  /// As the command line writes it: `everyStep` is `every-step`.
  var kebab: String {
    reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
  }
}
