#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension TaskCatalog {
  private struct Key: CodingKey {
    static let task = Key(stringValue: "task")
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) {
      self.stringValue = stringValue
    }

    init?(intValue: Int) {
      nil
    }
  }

  /// Any value, not looked at.
  private struct Anything: Decodable {
    init(from decoder: any Decoder) {}
  }

  /// Writes a task as one flat object: `"task"` with its name, beside its own keys.
  ///
  /// - Throws: `TaskError.unknownTask` for a task that this catalog could not read again; what the
  ///   encoder throws.
  public func encode(_ task: any MemoryTask, to encoder: any Encoder) throws {
    let name = type(of: task).name
    _ = try self.task(named: name)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .task)
    try task.encode(to: encoder)
  }

  /// Reads a task from a flat object: `"task"` says which, the other keys are its own.
  ///
  /// A key that is none of the task's is an error, not a setting silently ignored.
  ///
  /// - Throws: `TaskError.unknownTask` for a name that this catalog does not hold, `TaskError.setting`
  ///   for an unknown key; what the decoder throws.
  public func decode(from decoder: any Decoder) throws -> any MemoryTask {
    let container = try decoder.container(keyedBy: Key.self)
    let name = try container.decode(String.self, forKey: .task)
    let task = try self.task(named: name).init(from: decoder)
    let known = try Self.keys(of: task)
    for key in container.allKeys.map(\.stringValue).sorted() {
      let isNil = try container.decodeNil(forKey: Key(stringValue: key))
      guard isNil || key == Key.task.stringValue || known.contains(key) else {
        throw TaskError.setting(
          task: name, key: "\"\(key)\"", found: "no setting of this task",
          expected: known.sorted().joined(separator: ", "))
      }
    }
    return task
  }
  /// The keys that a task writes.
  private static func keys(of task: any MemoryTask) throws -> Set<String> {
    let written = try JSONEncoder().encode(task)
    return Set(try JSONDecoder().decode([String: Anything].self, from: written).keys)
  }
}
