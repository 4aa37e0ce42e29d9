/// The values of one setting that varies, before they are made.
struct AxisColumn {
  /// Where the values come from.
  enum Source {
    case list([(value: SettingValue, place: Place)])
    case range(NumberRange, Place)
  }

  let setting: Setting
  let keyPlace: Place
  let source: Source

  var key: String { setting.key }

  /// How many there are.
  var count: Int {
    switch source {
    case .list(let list): list.count
    case .range(let range, _): range.count
    }
  }

  init(_ setting: Setting, keyPlace: Place, source: Source) {
    self.setting = setting
    self.keyPlace = keyPlace
    self.source = source
  }

  /// Reads a list or a range.
  init(_ setting: Setting, _ entry: SweepSource.Entry) throws(SweepFileError) {
    let key = entry.key
    switch entry.node.content {
    case .list(let nodes) where !nodes.isEmpty:
      var list: [(value: SettingValue, place: Place)] = []
      for node in nodes { list.append((try setting.read(node), node.place)) }
      source = .list(list)
    case .list:
      throw entry.node.place.error(
        .size, "\(key) varies over no value, so there would be no run; expected at least one")
    case .mapping(let pairs):
      guard setting.hasRanges else {
        throw entry.node.place.error(
          .value, "\(key) is a range; expected a list of values, as it is \(setting.expectation)")
      }
      source = .range(try NumberRange(pairs, of: key, at: entry.node.place), entry.node.place)
    case .scalar:
      throw entry.node.place.error(
        .value,
        "\(key) \(entry.node.found); expected a list such as [1, 2], or a range such as "
          + "{from: 5, to: 30, step: 5}")
    }
    self.setting = setting
    keyPlace = entry.keyPlace
  }

  /// The values, each with its place.
  func values() throws(SweepFileError) -> [(value: SettingValue, place: Place)] {
    switch source {
    case .list(let list): return list
    case .range(let range, let place):
      let isWhole = if case .real = setting.kind { false } else { true }
      var values = range.values(areWhole: isWhole)
      // A task of one's own may have settings that are no whole numbers.
      if values == nil, case .any = setting.kind { values = range.values(areWhole: false) }
      guard let values else {
        throw place.error(
          .value,
          "the range of \(key) does not hold \(range.count.of("different whole number")); expected "
            + setting.expectation)
      }
      var checked: [(value: SettingValue, place: Place)] = []
      for value in values { checked.append((try setting.check(value, at: place), place)) }
      return checked
    }
  }
}
