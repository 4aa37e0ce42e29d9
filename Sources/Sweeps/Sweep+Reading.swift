public import Cells
public import Tasks

extension Sweep {
  /// Reads a sweep from a file and checks it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - cells: The cells that it can name.
  ///   - tasks: The tasks that it can name.
  ///   - limit: The most runs that can be meant.
  /// - Throws: `FileError` for a file that cannot be read, ``SweepFileError`` for one that cannot be
  ///   meant.
  public init(
    contentsOf path: String, cells: CellCatalog = .stock, tasks: TaskCatalog = .stock,
    limit: Int = Sweep.usualLimit
  ) throws {
    try self.init(try SourceText(contentsOf: path), cells: cells, tasks: tasks, limit: limit)
  }

  /// Reads a sweep from the bytes of a file and checks it.
  ///
  /// - Parameter file: How errors call it.
  /// - Throws: ``SweepFileError``.
  public init(
    yaml bytes: [UInt8], file: String, cells: CellCatalog = .stock, tasks: TaskCatalog = .stock,
    limit: Int = Sweep.usualLimit
  ) throws(SweepFileError) {
    try self.init(try SourceText(bytes, file: file), cells: cells, tasks: tasks, limit: limit)
  }

  private init(
    _ text: SourceText, cells: CellCatalog, tasks: TaskCatalog, limit: Int
  ) throws(SweepFileError) {
    let source = try SweepSource(SourceNode(text), file: text.file)
    let draft = try SweepDraft(source, cells: cells, tasks: tasks)
    try draft.checkCount(limit: limit)
    let table = try SweepTable(draft, exclusions: source.exclusions)
    let runs = try table.runs(cells: cells, tasks: tasks)
    self.init(
      name: try Self.name(source.name, file: text.file), axes: table.axes, fixed: draft.fixed,
      recordings: try Self.recordings(source.recordings, of: runs.experiments),
      experiments: runs.experiments, coordinates: runs.coordinates, excluded: runs.excluded,
      repeated: runs.repeated)
  }

  /// What the file calls itself, or its own name without folders and what is behind the point.
  private static func name(_ node: SourceNode?, file: String) throws(SweepFileError) -> String {
    guard let node else {
      let last = file.split(separator: "/").last.map(String.init) ?? file
      return last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
    }
    guard case .scalar(let name, _) = node.content, !node.isEmpty, !name.isEmpty, name.count <= 80,
      !name.contains(where: \.isNewline)
    else {
      throw node.place.error(
        .value, "'name' \(node.found); expected one line of at most 80 characters")
    }
    return name
  }
}
