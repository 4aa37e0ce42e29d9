extension Setting.Kind {
  /// What a setting of a task can be, as the property of the same name says.
  ///
  /// A task is known by what it writes and reads alone, which does not tell the names that a setting
  /// can have. Where a property is not called like its key, anything may be written, and the task
  /// has the last word in any case.
  init(of task: Any, at path: [String]) {
    var value = task
    for name in path {
      guard let child = Mirror(reflecting: value).children.first(where: { $0.label == name }) else {
        self = .any
        return
      }
      value = child.value
    }
    switch value {
    case is Int: self = .whole(Int.min...Int.max)
    case is Double, is Float: self = .real("a number") { _ in true }
    case is Bool: self = .flag
    case let choice as any CaseIterable:
      let names = Self.names(of: choice)
      self = names.isEmpty ? .any : .choice("task." + path.joined(separator: "."), names)
    default: self = .any
    }
  }

  private static func names<Choice: CaseIterable>(of _: Choice) -> [String] {
    Choice.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
  }
}
