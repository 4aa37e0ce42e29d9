import Foundation
import LongLag

extension SlurmArray {
  /// Merges what the tasks have left so far; stores that have not changed are not read again.
  ///
  /// - Parameter onlyOver: Whether lives that may still write are left for later.
  /// - Returns: Sentences about stores that could not be read, and about results that differ.
  mutating func collect(into store: RunStore, onlyOver: Bool) throws -> [String] {
    var notes: [String] = []
    for life in try ShardLife.all(in: folder).flatMap(\.self) {
      if onlyOver, ShardProgress(contentsOf: life.progress)?.isOver != true { continue }
      let state = ["", "-wal"].map { Self.changed(life.path + $0) }
      if merged[life] == state { continue }
      do {
        notes += try Self.merge(life, into: store)
        merged[life] = state
      } catch let error as StoreError where error.isAbout(store.path) {
        throw error
      } catch {
        notes.append("\(error)")
      }
    }
    return notes
  }

  /// Merges a copy: the task may be writing, on another machine.
  private static func merge(_ life: ShardLife, into store: RunStore) throws -> [String] {
    let copy = FileManager.default.temporaryDirectory.path + "/longlag-\(UUID().uuidString).sqlite"
    defer {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: copy + suffix)
      }
    }
    try RunStore.copy(life.path, to: copy)
    return try store.merge(RunStore(copy, access: .alone)).conflicts.map {
      "\(life.path): the experiment \($0) ended there with another result; ours is kept"
    }
  }

  private static func changed(_ path: String) -> Date? {
    try? URL(filePath: path).resourceValues(forKeys: [.contentModificationDateKey])
      .contentModificationDate
  }

  /// How far all shares are, the last life of each.
  func progress(of total: Int) throws -> (done: Int, share: Double) {
    let shards = try ShardLife.all(in: folder).compactMap { lives in
      lives.reversed().lazy.compactMap { ShardProgress(contentsOf: $0.progress) }.first
    }
    let share = shards.reduce(0) { $0 + $1.share * Double($1.runs) } / Double(max(total, 1))
    return (shards.reduce(0) { $0 + $1.done }, min(1, share))
  }
}

extension StoreError {
  /// Whether it is this file that cannot be used.
  fileprivate func isAbout(_ file: String) -> Bool {
    switch self {
    case .cannotOpen(let path, _), .notAStore(let path, _), .tooNew(let path, _),
      .readOnly(let path), .diskFull(let path), .damaged(let path, _), .busy(let path),
      .missing(let path, _), .empty(let path), .failed(let path, _):
      path == file
    }
  }
}
