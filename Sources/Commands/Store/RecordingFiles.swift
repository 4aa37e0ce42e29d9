import LongLag

/// The recordings of some runs as files in a folder, with a table that says which is which.
struct RecordingFiles {
  private let store: RunStore
  private let recordings: [(run: Int64, sequence: RecordedSequence)]

  /// Those that are made.
  ///
  /// - Throws: `Failure` where there is none.
  init(of records: [RunRecord], in store: RunStore) throws {
    self.store = store
    recordings = try records.flatMap { record in
      try store.recordings(of: record.id).filter(\.isMade).map { (record.id, $0.sequence) }
    }
    if recordings.isEmpty {
      throw Failure(
        .data,
        "there is no recording of \(records.count == 1 ? "this run" : "these runs"); 'longlag train' and "
          + "'sweep' make them with --record")
    }
  }

  /// Writes the files, one at a time: together they may be larger than the memory.
  func write(to path: String) throws {
    let folder = try OutputFolder(creating: path)
    var table = "run,symbols,answer,file\n"
    var names: [Int64: Int] = [:]
    for (run, sequence) in recordings {
      guard let bytes = try store.recording(of: run, reading: sequence) else { continue }
      names[run, default: 0] += 1
      let name = "run-\(run)-\(names[run, default: 1]).safetensors"
      try AtomicFile.write(bytes, to: folder.file(name))
      let symbols = sequence.symbols.map(String.init).joined(separator: " ")
      table += "\(run),\(symbols),\(sequence.answer.map(String.init) ?? ""),\(name)\n"
    }
    try AtomicFile.write(table, to: folder.file("recordings.csv"))
    try Terminal.output.write(
      "\(Numeral.counted(recordings.count, "recording")) in \(folder.path)\n")
  }
}
