import Cells
import Laboratory
import Tasks

/// The axes of a sweep with all their values, each with its place, and what is left out.
struct SweepTable {
  let axes: [Sweep.Axis]
  private let places: [[[Place]]]
  private let exclusions: [Exclusion]
  private let draft: SweepDraft
  private let exclusionPlace: Place

  init(_ draft: SweepDraft, exclusions nodes: [SourceNode]) throws(SweepFileError) {
    self.draft = draft
    var axes: [Sweep.Axis] = []
    var places: [[[Place]]] = []
    for group in draft.groups {
      var columns: [[(value: SettingValue, place: Place)]] = []
      for column in group.columns { columns.append(try column.values()) }
      let rows = (0..<group.count).map { row in columns.map { $0[row].value } }
      let rowPlaces = (0..<group.count).map { row in columns.map { $0[row].place } }
      var seen = Set<[SettingValue]>()
      for (row, place) in zip(rows, rowPlaces) where !seen.insert(row).inserted {
        let words = row.map(\.description).joined(separator: ", ")
        throw place[0].error(
          .contradiction,
          "\(words) is there twice among the values of \(group.columns.map(\.key).joined(separator: ", "))"
            + "; expected each once")
      }
      axes.append(Sweep.Axis(keys: group.columns.map(\.key), rows: rows))
      places.append(rowPlaces)
    }
    self.axes = axes
    self.places = places
    var exclusions: [Exclusion] = []
    for node in nodes {
      exclusions.append(
        try Exclusion(node, axes: axes, fixed: draft.fixedPlaces, catalog: draft.catalog))
    }
    self.exclusions = exclusions
    exclusionPlace = nodes.first?.place ?? draft.place
  }

  /// What came of the combinations.
  struct Runs {
    var experiments: [Experiment] = []
    var coordinates: [[Int]] = []
    var excluded = 0
    var repeated = 0
  }

  /// Makes the experiments, and lets tasks, models and plans say what they refuse.
  func runs(cells: CellCatalog, tasks: TaskCatalog) throws(SweepFileError) -> Runs {
    var runs = Runs()
    var builder = ExperimentBuilder(tasks: tasks)
    var check = ExperimentCheck(cells: cells)
    var coordinates = [Int](repeating: 0, count: axes.count)
    let fixed = Dictionary(uniqueKeysWithValues: draft.fixed.map { ($0.key, $0.value) })
    repeat {
      if exclusions.contains(where: { $0.contains(coordinates) }) {
        runs.excluded += 1
        continue
      }
      var values = fixed
      for (axis, row) in zip(axes, coordinates) {
        for (key, value) in zip(axis.keys, axis.rows[row]) { values[key] = value }
      }
      do throws(Refusal) {
        let experiment = try builder.experiment(values)
        guard check.isNew(experiment) else {
          runs.repeated += 1
          continue
        }
        try check.check(experiment)
        runs.experiments.append(experiment)
        runs.coordinates.append(coordinates)
      } catch {
        throw place(of: error, at: coordinates).error(.refused, error.sentence)
      }
    } while advance(&coordinates)
    guard !runs.experiments.isEmpty else {
      throw exclusionPlace.error(
        .size,
        "the exclusions leave nothing of \(runs.excluded.of("run")); expected at least one run")
    }
    return runs
  }

  /// The next combination; the last axis turns fastest. False after the last.
  private func advance(_ coordinates: inout [Int]) -> Bool {
    for axis in axes.indices.reversed() {
      coordinates[axis] += 1
      if coordinates[axis] < axes[axis].rows.count { return true }
      coordinates[axis] = 0
    }
    return false
  }

  /// Where the setting stands that a refusal is about: where it varies, or where it is fixed.
  private func place(of refusal: Refusal, at coordinates: [Int]) -> Place {
    for key in refusal.keys {
      for (axis, row) in zip(axes.indices, coordinates) {
        if let column = axes[axis].keys.firstIndex(of: key) { return places[axis][row][column] }
      }
      if let place = draft.fixedPlaces[key] { return place }
    }
    return draft.place
  }
}
