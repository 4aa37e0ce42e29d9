import LongLag

/// The model that a command names: one in a file, or that of a run in a store.
struct InspectedModel {
  /// The model.
  let model: Model

  /// Finds it: what is called like a file is that file; otherwise, what could be a run is one.
  ///
  /// - Throws: `Failure`, `StoreError`, `FileError`, and what files and stores that are not what they
  ///   should be get.
  init(_ name: String, cell: String?, store: StoreOption, catalogs: Catalogs) throws {
    let isFile = (try? InputFile.check(name)) != nil
    guard !isFile, Self.couldBeRun(name) else {
      model = try SavedModel(name, cell: cell).model(cells: catalogs.cells)
      return
    }
    let store = try store.openForReading()
    let record = try store.record(named: name)
    if let cell, cell != record.cell {
      throw Failure(
        .usage, "--cell is '\(cell)', but run \(record.id) says itself that it is \(record.cell)")
    }
    guard record.state == .ended else {
      throw Failure(
        .data,
        "run \(record.id) is \(record.state.rawValue), at step \(Numeral.grouped(record.steps)) of "
          + "\(Numeral.grouped(record.planned)); expected one that has ended")
    }
    model = try store.run(record.id, cells: catalogs.cells, tasks: catalogs.tasks).model
  }

  /// Whether a name is a number, or the beginning of a fingerprint.
  private static func couldBeRun(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }
}
