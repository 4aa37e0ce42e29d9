/// Runs that are left out: those whose settings are all as it says.
struct Exclusion {
  /// For each axis that it speaks of, the rows that it means.
  let rows: [Int: Set<Int>]

  /// Reads an exclusion, such as `{task.length: 30, model.cell: [srn, gru]}`.
  init(
    _ node: SourceNode, axes: [Sweep.Axis], fixed: [String: Place], catalog: SettingCatalog
  ) throws(SweepFileError) {
    guard case .mapping(let pairs) = node.content, !pairs.isEmpty else {
      let found =
        if case .mapping = node.content { "names no setting, and so excludes everything" } else {
          node.found
        }
      throw node.place.error(
        .value, "an exclusion \(found); expected settings, such as {task.length: 30}")
    }
    var rows: [Int: Set<Int>] = [:]
    for pair in pairs {
      let setting = try catalog.setting(pair.key, at: pair.keyPlace)
      guard let axis = axes.firstIndex(where: { $0.keys.contains(pair.key) }),
        let column = axes[axis].keys.firstIndex(of: pair.key)
      else {
        let found =
          fixed[pair.key].map { "is the same in all runs, as line \($0.line) says" }
          ?? "does not vary"
        throw pair.keyPlace.error(
          .contradiction,
          "\(pair.key) \(found); expected one of what varies: "
            + axes.flatMap(\.keys).joined(separator: ", "))
      }
      let nodes: [SourceNode] =
        if case .list(let list) = pair.value.content { list } else { [pair.value] }
      var meant: Set<Int> = []
      for node in nodes {
        let value = try setting.read(node)
        let found = axes[axis].rows.indices.filter { axes[axis].rows[$0][column] == value }
        guard !found.isEmpty else {
          throw node.place.error(
            .contradiction,
            "the exclusion excludes nothing, as \(pair.key) is never \(value); expected one of "
              + axes[axis].values(of: column))
        }
        meant.formUnion(found)
      }
      rows[axis] = rows[axis].map { $0.intersection(meant) } ?? meant
    }
    guard rows.values.allSatisfy({ !$0.isEmpty }) else {
      throw node.place.error(
        .contradiction,
        "the exclusion excludes nothing, as these values never come together; expected values of "
          + "one line of the zip")
    }
    self.rows = rows
  }

  /// Whether the run at these coordinates, one for each axis, is left out.
  func contains(_ coordinates: [Int]) -> Bool {
    rows.allSatisfy { $0.value.contains(coordinates[$0.key]) }
  }
}
