/// Settings of known types.
struct Values {
  private let values: [String: SettingValue]

  init(_ values: [String: SettingValue]) { self.values = values }

  func whole(_ key: String) -> Int? {
    if case .whole(let number) = values[key] { number } else { nil }
  }

  func real(_ key: String) -> Double? {
    if case .real(let number) = values[key] { number } else { nil }
  }

  func flag(_ key: String) -> Bool? {
    if case .flag(let flag) = values[key] { flag } else { nil }
  }

  func name(_ key: String) -> String? {
    if case .name(let name) = values[key] { name } else { nil }
  }

  /// The case that is called like the value.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) -> Choice? {
    name(key).flatMap { name in Choice.allCases.first { $0.rawValue.kebab == name } }
  }
}
