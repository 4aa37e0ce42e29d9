import LongLag

/// A model in a file, from which a command starts.
struct SavedModel {
  private let file: Safetensors
  private let path: String
  private let cell: String?

  /// Reads the file that a path names.
  ///
  /// - Parameter cell: Which cell it is, where names and shapes leave that open.
  /// - Throws: `SafetensorsError`.
  init(_ path: String, cell: String?) throws {
    file = try Safetensors(contentsOf: path)
    self.path = path
    self.cell = cell
  }

  /// Reads the file that `longlag train` starts from.
  ///
  /// - Throws: `Failure` where an option contradicts that the file decides; `SafetensorsError`.
  init(_ command: Train, from path: String) throws {
    if let option = command.model.structural {
      throw Failure(
        .usage, "\(option) cannot be given with --start-from: the model is that of the file")
    }
    try self.init(path, cell: command.model.cell)
  }

  /// The model as it is.
  func model(cells: CellCatalog) throws(InterchangeError) -> Model {
    try Model(reading: file, source: path, cell: cell, cells: cells)
  }

  /// The model, if it is one for a task.
  func model(for task: any MemoryTask, cells: CellCatalog) throws(InterchangeError) -> Model {
    try Model(
      reading: file, source: path, cell: cell, input: task.input, answer: task.answer, cells: cells)
  }
}
