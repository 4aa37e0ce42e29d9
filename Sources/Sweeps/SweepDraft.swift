import Cells
import Laboratory
import Tasks

/// What a sweep file means, before a single run of it is made.
struct SweepDraft {
  /// Settings that vary together.
  struct Group {
    let columns: [AxisColumn]
    let place: Place
    var count: Int { columns[0].count }
  }

  let fixed: [Sweep.Fixed]
  /// Where each of them stands.
  let fixedPlaces: [String: Place]
  let groups: [Group]
  let catalog: SettingCatalog
  /// Where it is said what varies.
  let place: Place

  init(_ source: SweepSource, cells: CellCatalog, tasks: TaskCatalog) throws(SweepFileError) {
    let names = source.taskNames { name in
      Preset.named(name).map { type(of: $0.base(20, $0.cells[0]).task).name }
    }
    catalog = SettingCatalog(cells: cells, tasks: tasks, named: names)
    place = source.place
    var places: [String: Place] = [:]
    var valuePlaces: [String: Place] = [:]
    var fixed: [Sweep.Fixed] = []
    for entry in source.fixed {
      let setting = try catalog.setting(entry.key, at: entry.keyPlace)
      if let other = places[entry.key] {
        throw entry.keyPlace.error(
          .contradiction,
          "\(entry.key) is there twice, in line \(other.line) too; expected it once")
      }
      places[entry.key] = entry.keyPlace
      valuePlaces[entry.key] = entry.node.place
      fixed.append(Sweep.Fixed(key: entry.key, value: try setting.read(entry.node)))
    }
    fixedPlaces = valuePlaces
    self.fixed = fixed
    var groups: [Group] = []
    for axis in source.axes {
      var columns: [AxisColumn] = []
      for entry in axis.entries {
        let setting = try catalog.setting(entry.key, at: entry.keyPlace)
        if let other = places[entry.key] {
          let verb = fixedPlaces[entry.key] == nil ? "varied" : "fixed"
          throw entry.keyPlace.error(
            .contradiction,
            "\(entry.key) is varied here, and \(verb) in line \(other.line); expected it once")
        }
        places[entry.key] = entry.keyPlace
        columns.append(try AxisColumn(setting, entry))
      }
      groups.append(Group(columns: columns, place: axis.place))
    }
    if let entry = source.seeds {
      if let other = places["seed"] {
        throw entry.keyPlace.error(
          .contradiction,
          "the seeds are said here, and in line \(other.line) too; expected them once")
      }
      groups.append(Group(columns: [try Self.seeds(entry, catalog)], place: entry.keyPlace))
    }
    self.groups = groups
    try checkZips()
    try Self.checkAlternatives(places)
  }

  /// `5` is five seeds from 0; otherwise a list or a range.
  private static func seeds(
    _ entry: SweepSource.Entry, _ catalog: SettingCatalog
  ) throws(SweepFileError) -> AxisColumn {
    let setting = try catalog.setting("seed", at: entry.keyPlace)
    guard case .scalar(let text, let isQuoted) = entry.node.content else {
      return try AxisColumn(setting, entry)
    }
    guard !isQuoted, let count = Int(text), count > 0 else {
      throw entry.node.place.error(
        .value,
        "'seeds' \(entry.node.found); expected how many, a list such as [0, 1, 2] or a range")
    }
    return AxisColumn(
      setting, keyPlace: entry.keyPlace,
      source: .range(NumberRange(firstNumbers: count), entry.node.place))
  }

  /// What varies together has values for each other.
  private func checkZips() throws(SweepFileError) {
    for group in groups {
      for column in group.columns where column.count != group.count {
        throw column.keyPlace.error(
          .contradiction,
          "\(column.key) has \(column.count.of("value")), and \(group.columns[0].key), with which it "
            + "varies, has \(group.count.grouped); expected as many")
      }
    }
  }

  /// Some settings say the same thing in different ways.
  private static func checkAlternatives(_ places: [String: Place]) throws(SweepFileError) {
    for alternatives in [
      ["plan.epochs", "plan.steps"], ["model.embedding", "model.one-hot", "model.number"],
    ] {
      let said = alternatives.compactMap { key in places[key].map { (key: key, place: $0) } }
        .sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
      guard said.count > 1 else { continue }
      throw said[1].place.error(
        .contradiction,
        "\(said[1].key) and, in line \(said[0].place.line), \(said[0].key) say the same thing in "
          + "two ways; expected one of them")
    }
  }

  /// Refuses more runs than can be meant, before one of them is made.
  func checkCount(limit: Int) throws(SweepFileError) {
    var count = 1
    var overflows = false
    for group in groups {
      let (product, overflow) = count.multipliedReportingOverflow(by: group.count)
      (count, overflows) = (overflow ? .max : product, overflows || overflow)
    }
    guard count > limit else { return }
    let factors = groups.map { group in
      "\(group.count.grouped) (\(group.columns.map(\.key).joined(separator: " with ")))"
    }
    throw place.error(
      .size,
      "these are \(overflows ? "more than " : "")\(count.grouped) runs: "
        + "\(factors.joined(separator: " × ")); expected at most \(limit.grouped), or "
        + "'--at-most N' if so many are meant")
  }
}
