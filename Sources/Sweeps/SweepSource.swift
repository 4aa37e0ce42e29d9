import Tasks

/// A sweep file taken apart: which settings stand where, before it is known what they mean.
struct SweepSource {
  /// A setting and what is written for it.
  struct Entry {
    let key: String
    let keyPlace: Place
    let node: SourceNode
  }

  private(set) var name: SourceNode?
  /// Settings of all runs, in the order of the file.
  private(set) var fixed: [Entry] = []
  /// What varies: each group together, the groups with each other.
  private(set) var axes: [(entries: [Entry], place: Place)] = []
  private(set) var exclusions: [SourceNode] = []
  private(set) var seeds: Entry?
  /// Sequences that every run is recorded with.
  private(set) var recordings: SourceNode?
  /// Where it is said what varies.
  private(set) var place: Place

  private static let keys = [
    "name", "preset", "task", "model", "plan", "vary", "exclude", "seeds", "record",
  ]
  private static let sections = ["task", "model", "plan"]

  init(_ root: SourceNode?, file: String) throws(SweepFileError) {
    place = root?.place ?? Place(file: file)
    guard let root, !root.isEmpty else {
      throw place.error(.file, "the file is empty; expected a sweep, such as 'preset: book'")
    }
    guard case .mapping(let pairs) = root.content, !pairs.isEmpty else {
      throw root.place.error(
        .value, "the file \(root.found); expected keys with values, such as 'preset: book'")
    }
    for pair in pairs {
      switch pair.key {
      case "name": name = pair.value
      case "preset": fixed.append(Entry(key: "preset", keyPlace: pair.keyPlace, node: pair.value))
      case "vary":
        place = pair.keyPlace
        try readAxes(pair.value)
      case "exclude":
        guard case .list(let list) = pair.value.content, !list.isEmpty else {
          throw pair.value.place.error(
            .value,
            "'exclude' \(pair.value.found); expected a list of what is left out, such as "
              + "- {task.length: 30, model.cell: srn}")
        }
        exclusions = list
      case "seeds": seeds = Entry(key: "seed", keyPlace: pair.keyPlace, node: pair.value)
      case "record": recordings = pair.value
      default: try readSettings(pair)
      }
    }
  }

  /// Reads a section, or a single setting with the section's name before it.
  private mutating func readSettings(_ pair: SourceNode.Pair) throws(SweepFileError) {
    let section = pair.key.split(separator: ".").first.map(String.init) ?? ""
    guard Self.sections.contains(section) else {
      throw pair.keyPlace.unknown(.key, "key", pair.key, known: Self.keys)
    }
    if pair.key == section, case .mapping = pair.value.content {
    } else if pair.key == section {
      throw pair.value.place.error(
        .value,
        "'\(section)' \(pair.value.found); expected settings below it, such as "
          + (section == "task"
            ? "'name: adding'" : section == "model" ? "'hidden: 32'" : "'epochs: 100'"))
    }
    flatten(pair.key, pair.keyPlace, pair.value)
  }

  private mutating func flatten(_ key: String, _ keyPlace: Place, _ node: SourceNode) {
    guard case .mapping(let pairs) = node.content else {
      fixed.append(Entry(key: key, keyPlace: keyPlace, node: node))
      return
    }
    for pair in pairs { flatten("\(key).\(pair.key)", pair.keyPlace, pair.value) }
  }

  private mutating func readAxes(_ node: SourceNode) throws(SweepFileError) {
    guard case .mapping(let pairs) = node.content, !pairs.isEmpty else {
      throw node.place.error(
        .value,
        "'vary' \(node.found); expected what varies, such as 'model.cell: [srn, lstm]'")
    }
    for pair in pairs {
      guard pair.key == "zip" else {
        axes.append(([Self.entry(pair)], pair.keyPlace))
        continue
      }
      let zips: [SourceNode] =
        if case .list(let list) = pair.value.content { list } else { [pair.value] }
      for zip in zips {
        guard case .mapping(let together) = zip.content, together.count > 1 else {
          throw zip.place.error(
            .value,
            "'zip' \(zip.mappingFound); expected at least two settings that vary together, such as "
              + "{model.cell: [srn, lstm], model.hidden: [64, 32]}")
        }
        axes.append((together.map(Self.entry), together[0].keyPlace))
      }
    }
  }

  private static func entry(_ pair: SourceNode.Pair) -> Entry {
    Entry(key: pair.key, keyPlace: pair.keyPlace, node: pair.value)
  }

  /// The tasks that the file may mean, so that it is known which settings tasks can have.
  func taskNames(presets: (String) -> String?) -> [String] {
    var named: [String] = []
    var presetNames: [String] = []
    let varied = axes.flatMap(\.entries)
    for entry in fixed + varied where entry.key == "task.name" || entry.key == "preset" {
      let nodes: [SourceNode] =
        if case .list(let list) = entry.node.content { list } else { [entry.node] }
      for case .scalar(let text, _) in nodes.map(\.content) {
        if entry.key == "preset" { presetNames.append(text) } else { named.append(text) }
      }
    }
    if presetNames.isEmpty { presetNames = ["book"] }
    return named.isEmpty ? presetNames.compactMap(presets) : named
  }
}

extension SourceNode {
  /// As `found`, but a mapping is told by its size.
  fileprivate var mappingFound: String {
    if case .mapping(let pairs) = content { "has \(pairs.count.of("key"))" } else { found }
  }
}
