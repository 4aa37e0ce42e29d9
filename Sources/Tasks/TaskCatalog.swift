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
    let close = names.map { (name: $0, distance: editDistance(name.lowercased(), $0)) }
      .filter { $0.distance <= max(2, $0.name.count / 2) }
      .min { $0.distance < $1.distance }
    throw .unknownTask(name: name, known: names, nearest: close?.name)
  }

  /// Letters to insert, delete or replace to get from one word to the other (Levenshtein).
  private func editDistance(_ a: String, _ b: String) -> Int {
    let b = Array(b)
    var row = Array(0...b.count)
    for (i, letter) in a.prefix(64).enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let replaced = diagonal + (letter == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
