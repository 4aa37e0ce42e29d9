/// The tasks that files and the command line can name.
///
/// ```swift
/// let catalog = TaskCatalog.stock.adding(Palindrome.self)
/// let task = try JSONDecoder().decode(Named.self, from: data).task  // {"task": "palindrome", ...}
/// ```
public struct TaskCatalog: Sendable {
  /// The tasks, in the order in which they are listed.
  public let tasks: [any MemoryTask.Type]

  /// A catalog of some tasks, each with a name of its own.
  public init(_ tasks: [any MemoryTask.Type]) {
    let names = tasks.map { $0.name }
    for (i, name) in names.enumerated() {
      precondition(!names[..<i].contains(name), "two tasks of a catalog are called \"\(name)\"")
    }
    self.tasks = tasks
  }

  /// The tasks that come with LongLag.
  public static let stock = TaskCatalog([
    DigitSum.self, DelayedRecall.self, AddingProblem.self, TemporalOrder.self, FileTask.self,
  ])

  /// The catalog with tasks of one's own behind.
  public func adding(_ more: any MemoryTask.Type...) -> TaskCatalog {
    TaskCatalog(tasks + more)
  }

  /// The names, in the order in which they are listed.
  public var names: [String] { tasks.map { $0.name } }

  /// The task of a name.
  ///
  /// - Throws: `TaskError.unknownTask` with the known names and the nearest.
  public func task(named name: String) throws(TaskError) -> any MemoryTask.Type {
    if let task = tasks.first(where: { $0.name == name }) { return task }
    throw .unknownTask(name: name, known: names, nearest: name.nearest(among: names))
  }
}
