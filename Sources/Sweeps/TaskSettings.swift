import Laboratory
import Tasks

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Makes tasks from what a sweep file says of them.
struct TaskSettings {
  let catalog: TaskCatalog

  /// A task's own settings, such as `task.answers`.
  ///
  /// - Throws: What the task says where it cannot be made from a length alone.
  static func settings(of name: String, in catalog: TaskCatalog) throws -> [Setting] {
    let settings = Self(catalog: catalog)
    let task = try settings.task(from: .object(settings.start(name, length: 20)))
    return try settings.tree(of: task).paths.filter { $0 != "task" }.map { path in
      Setting(
        key: "task." + path,
        kind: Setting.Kind(of: task, at: path.split(separator: ".").map(String.init)))
    }
  }

  /// The task that a base becomes with some settings.
  ///
  /// - Parameters:
  ///   - values: Settings by key, such as `task.name`.
  ///   - base: The task of the preset, which decides what they leave open, where they name none.
  func task(_ values: [String: SettingValue], base: any MemoryTask) throws(Refusal)
    -> any MemoryTask
  {
    if values.isEmpty || (values.count == 1 && values["task.length"] != nil) { return base }
    do {
      return try changed(values, base: base)
    } catch {
      throw Refusal(error, of: ["task.name", values.keys.min() ?? "task.name", "preset"])
    }
  }

  private func changed(
    _ values: [String: SettingValue], base: any MemoryTask
  ) throws -> any MemoryTask {
    var members: [String: TaskTree]
    if case .name(let name) = values["task.name"] {
      members = start(name, length: base.length)
      // Files are as long as they are.
      if name == FileTask.name, values["task.length"] == nil { members["length"] = nil }
    } else {
      members = try difference(of: base)
    }
    var nested: [(path: [String], value: TaskTree)] = []
    for (key, value) in values.sorted(by: { $0.key < $1.key }) where key != "task.name" {
      let path = key.split(separator: ".").dropFirst().map(String.init)
      if path.count == 1 {
        members[path[0]] = TaskTree(value)
      } else {
        nested.append((path, TaskTree(value)))
      }
    }
    guard !nested.isEmpty else { return try task(from: .object(members)) }
    // What a part of several leaves open is as the task has it with the other settings.
    let usual = try? tree(of: task(from: .object(members))).members
    for top in Set(nested.map { $0.path[0] }) where members[top] == nil {
      members[top] = usual?[top]
    }
    var tree = TaskTree.object(members)
    for (path, value) in nested { tree.set(value, at: path) }
    return try task(from: tree)
  }

  /// What a task needs at least.
  private func start(_ name: String, length: Int) -> [String: TaskTree] {
    ["task": .text(name), "length": .whole(length)]
  }

  /// What makes a task differ from the usual one of its name, so that a setting that follows from
  /// another still does.
  private func difference(of task: any MemoryTask) throws -> [String: TaskTree] {
    let name = type(of: task).name
    var members = try tree(of: task).members
    let start = start(name, length: task.length)
    guard let usual = try? tree(of: self.task(from: .object(start))).members else { return members }
    for (key, value) in usual where start[key] == nil && members[key] == value {
      members[key] = nil
    }
    return members
  }

  private func tree(of task: any MemoryTask) throws -> TaskTree {
    let written = try JSONEncoder().encode(Written(task: task))
    return try JSONDecoder().decode(TaskTree.self, from: written)
  }

  private func task(from tree: TaskTree) throws -> any MemoryTask {
    let decoder = JSONDecoder()
    decoder.userInfo[.tasks] = catalog
    return try decoder.decode(Read.self, from: JSONEncoder().encode(tree)).task
  }

  /// A task in the place where an encoder takes it.
  private struct Written: Encodable {
    let task: any MemoryTask

    func encode(to encoder: any Encoder) throws {
      try TaskCatalog([type(of: task)]).encode(task, to: encoder)
    }
  }

  /// A task in the place where a decoder hands it over.
  private struct Read: Decodable {
    let task: any MemoryTask

    init(from decoder: any Decoder) throws {
      task = try (decoder.userInfo[.tasks] as? TaskCatalog ?? .stock).decode(from: decoder)
    }
  }
}
