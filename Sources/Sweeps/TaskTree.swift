/// The settings of a task as a tree: what a file may say of any task, without knowing its type.
indirect enum TaskTree: Hashable, Sendable, Codable {
  case flag(Bool)
  case whole(Int)
  case real(Double)
  case text(String)
  case list([TaskTree])
  case object([String: TaskTree])
  case nothing

  /// A value of a sweep file.
  init(_ value: SettingValue) {
    switch value {
    case .whole(let number): self = .whole(number)
    case .real(let number): self = .real(number)
    case .flag(let flag): self = .flag(flag)
    case .name(let name): self = .text(name)
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .nothing
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Int.self) {
      self = .whole(number)
    } else if let number = try? container.decode(Double.self) {
      self = .real(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([TaskTree].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: TaskTree].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .flag(let flag): try container.encode(flag)
    case .whole(let number): try container.encode(number)
    case .real(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    case .list(let list): try container.encode(list)
    case .object(let members): try container.encode(members)
    case .nothing: try container.encodeNil()
    }
  }

  /// What an object holds.
  var members: [String: TaskTree] {
    get { if case .object(let members) = self { members } else { [:] } }
    set { self = .object(newValue) }
  }

  /// Puts a value at the end of a path of keys.
  mutating func set(_ value: TaskTree, at path: some Collection<String>) {
    guard let first = path.first else {
      self = value
      return
    }
    var members = members
    members[first, default: .object([:])].set(value, at: path.dropFirst())
    self.members = members
  }

  /// The paths to all values, parted by dots.
  var paths: [String] {
    guard case .object(let members) = self else { return [] }
    return members.sorted { $0.key < $1.key }.flatMap { key, value in
      let below = value.paths
      return below.isEmpty ? [key] : below.map { "\(key).\($0)" }
    }
  }
}
