import FolderSupport
import Foundation
import Tasks
import Testing

@Suite struct FileTaskTests {
  @Test func `rows are those of the files`() throws {
    try withFiles { paths in
      let task = try FileTask(paths: paths)
      #expect(task.input == .symbols(alphabet: 13))
      #expect(task.answer == TaskAnswer(.classes(5), .atEnd))
      #expect(task.length == 3)
      for (split, text) in [(Split.train, Self.train), (.dev, Self.dev), (.test, Self.test)] {
        #expect(try task.dataset(split, seed: 1).text == text)
      }
    }
  }

  @Test func `the alphabet and the classes can be given`() throws {
    try withFiles { paths in
      let task = try FileTask(paths: paths, alphabet: 20, classes: 10)
      #expect(task.input == .symbols(alphabet: 20))
      #expect(try task.dataset(.dev, seed: 0).answer.kind == .classes(10))
      let error = #expect(throws: TaskError.self) { try FileTask(paths: paths, alphabet: 3) }
      #expect(error?.description.contains("train.txt, line 1: found symbol \"12\"") == true)
      #expect(throws: TaskError.self) { try FileTask(paths: paths, classes: 0) }
      #expect(throws: TaskError.self) { try FileTask(paths: paths, alphabet: .max) }
    }
  }

  @Test func `a symbol that train does not know is an error when the task is defined`() throws {
    try withFiles { paths in
      try write("13\t0\n", to: paths.test)
      let error = #expect(throws: TaskError.self) { try FileTask(paths: paths) }
      #expect(error?.description.contains("test.txt, line 1: found symbol \"13\"") == true)
    }
  }

  @Test func `files that changed are not used`() throws {
    try withFiles { paths in
      let task = try FileTask(paths: paths)
      try write(Self.dev + "1\t1\n", to: paths.dev)
      let error = #expect(throws: TaskError.self) { try task.dataset(.dev, seed: 0) }
      #expect(error?.description.contains("as when the task was defined") == true)
      #expect(try task.dataset(.train, seed: 0).count == 2)
      #expect(try FileTask(paths: paths) != task)
    }
  }

  @Test func `no file, and a folder, are errors`() throws {
    try withFiles { paths in
      var missing = paths
      missing.dev += ".no"
      let error = #expect(throws: TaskError.self) { try FileTask(paths: missing) }
      #expect(
        error?.description.hasSuffix("found no such file; expected a file that can be read") == true
      )
      missing.dev = "/"
      #expect(throws: TaskError.self) { try FileTask(paths: missing) }
    }
  }

  @Test func `another length needs other files`() throws {
    try withFiles { paths in
      var task = try FileTask(paths: paths)
      task.length = 20
      let error = #expect(throws: TaskError.self) { try task.dataset(.train, seed: 0) }
      #expect(error?.description.contains("length is 20; expected 3, the longest row") == true)
    }
  }

  @Test func `a task is a value without its files`() throws {
    var data = Data()
    var task: FileTask?
    try withFiles { paths in
      task = try FileTask(paths: paths)
      data = try JSONEncoder().encode(task)
    }
    #expect(try JSONDecoder().decode(FileTask.self, from: data) == task)
  }

  @Test func `paths alone are enough to write by hand`() throws {
    try withFiles { paths in
      let data = try JSONEncoder().encode(["paths": paths])
      #expect(try JSONDecoder().decode(FileTask.self, from: data) == FileTask(paths: paths))
    }
  }

  static let train = "1 12 0\t4\n2\t1\n"
  static let dev = "3 3 3 3\t0\n"
  static let test = "12\t4\n"

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  /// Runs with three files in a folder of their own, and removes it.
  private func withFiles(_ body: (PerSplit<String>) throws -> Void) throws {
    let folder = TemporaryFolder()
    let paths = PerSplit(
      train: folder.file("train.txt"), dev: folder.file("dev.txt"), test: folder.file("test.txt"))
    try write(Self.train, to: paths.train)
    try write(Self.dev, to: paths.dev)
    try write(Self.test, to: paths.test)
    try withExtendedLifetime(folder) { try body(paths) }
  }
}
