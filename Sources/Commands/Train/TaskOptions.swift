import ArgumentParser
import LongLag

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The options of `longlag train` that say what is to be remembered.
struct TaskOptions: ParsableArguments {
  @Option(help: "The experiment that decides whatever is not said here.")
  var preset = "book"

  @Option(
    parsing: .unconditional,
    help: "Steps of a sequence. (default: 10, or the preset's own where it has but one)")
  var length: Int?

  @Option(
    help: ArgumentHelp(
      "Another task: a name, or its settings in JSON. (default: that of the preset)",
      valueName: "name"))
  var task: String?

  @Option(
    help: ArgumentHelp("Rows of your own to learn from, in the book's format.", valueName: "file"))
  var train: String?

  @Option(
    help: ArgumentHelp("Rows of your own that decide which parameters are kept.", valueName: "file")
  )
  var dev: String?

  @Option(help: ArgumentHelp("Rows of your own to test on.", valueName: "file"))
  var test: String?

  /// The preset, whose experiment the other options change.
  func base(cell: String?, catalogs: Catalogs) throws -> Experiment {
    guard let preset = Preset.named(preset) else {
      throw Failure.unknown("preset", preset, known: Preset.all.map(\.name))
    }
    try Failure.require(3...100_000, "--length", length)
    let cell =
      cell ?? (preset.cells.contains("lstm") ? "lstm" : preset.cells[preset.cells.count - 1])
    guard catalogs.cells[cell] != nil else {
      throw Failure.unknown("cell", cell, known: catalogs.cells.entries.map(\.name))
    }
    let length = length ?? (preset.lengths.contains(10) ? 10 : preset.lengths[0])
    var experiment = preset.base(length, cell)
    if train != nil || dev != nil || test != nil {
      experiment.task = try files()
    } else if let task {
      experiment.task = try named(task, length: length, catalogs.tasks)
    }
    return experiment
  }

  /// A task by its name, or by its settings.
  private func named(
    _ text: String, length: Int, _ tasks: TaskCatalog
  ) throws -> any MemoryTask {
    var json = text
    if !text.hasPrefix("{") {
      let type = try tasks.task(named: text)
      json = "{\"task\":\"\(type.name)\",\"length\":\(length)}"
    }
    let decoder = JSONDecoder()
    decoder.userInfo[.tasks] = tasks
    do {
      return try decoder.decode(NamedTask.self, from: Data(json.utf8)).task
    } catch let error as TaskError {
      throw error
    } catch {
      throw Failure(
        .usage,
        "--task is \(text); expected a name, or settings such as "
          + "{\"task\":\"delayed-recall\",\"length\":50,\"answers\":5}")
    }
  }

  /// The rows of files; the training rows stand in for dev rows that are not given.
  private func files() throws -> FileTask {
    guard let train else {
      throw Failure(
        .usage, "there are no rows to learn from; expected --train FILE beside the others")
    }
    if task != nil || length != nil {
      throw Failure(
        .usage,
        "--\(task != nil ? "task" : "length") goes with generated rows; the files say it all")
    }
    for path in [train, dev, test].compactMap(\.self) { try InputFile.check(path) }
    return try FileTask(
      paths: PerSplit(train: train, dev: dev ?? train, test: test ?? dev ?? train))
  }
}

/// A task as JSON has it, in the place where a decoder can hand it over.
private struct NamedTask: Decodable {
  let task: any MemoryTask

  init(from decoder: any Decoder) throws {
    let catalog = decoder.userInfo[.tasks] as? TaskCatalog ?? .stock
    task = try catalog.decode(from: decoder)
  }
}
