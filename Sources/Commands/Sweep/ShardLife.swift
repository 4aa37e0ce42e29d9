import Foundation
import LongLag

/// One life of the task that works on a shard, with a store of its own.
///
/// A batch system may start a task again while its first life still runs on a machine that it has lost
/// sight of, and two machines must not write one SQLite file. So every life begins a new file, with
/// a copy of what the life before had done, and a life that has a successor ends.
struct ShardLife: Hashable {
  /// The store of the first life; the names of all others come from it.
  let base: String
  /// Which life, from 0.
  let number: Int

  /// The life's store.
  var path: String { file("sqlite") }
  /// How far it is, for whoever watches.
  var progress: String { file("progress") }
  /// The one behind it.
  var next: Self { Self(base: base, number: number + 1) }
  /// Whether a later life has begun.
  var hasSuccessor: Bool { FileManager.default.fileExists(atPath: next.path) }

  init(base: String, number: Int = 0) {
    self.base = base
    self.number = number
  }

  /// All lives that have begun, in order.
  static func all(of base: String) -> [Self] {
    var lives: [Self] = []
    var life = Self(base: base)
    while FileManager.default.fileExists(atPath: life.path) {
      lives.append(life)
      life = life.next
    }
    return lives
  }

  /// The last life of each shard whose stores are in a folder, and all before it.
  static func all(in folder: String) throws -> [[Self]] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("shard-") && $0.hasSuffix(".sqlite") && !$0.contains(".life-") }
      .sorted().map { all(of: folder + "/" + $0) }
  }

  /// Begins the next life: a new store, with all that the last one held.
  ///
  /// - Parameter note: Hears of a store that cannot be read.
  static func begin(_ base: String, note: (String) -> Void = { _ in }) throws -> Self {
    // Its own name until it is whole; nobody looks for it under this one.
    let draft = base + ".begin-\(UUID().uuidString)"
    defer { remove(draft) }
    while true {
      let lives = all(of: base)
      remove(draft)
      let source = lives.last { life in
        do {
          try RunStore.copy(life.path, to: draft)
          return true
        } catch {
          note("\(error); this life begins with what an earlier one left")
          return false
        }
      }
      if source == nil { _ = try RunStore(draft, access: .alone) }
      let life = lives.last?.next ?? Self(base: base)
      // Of two lives that begin at once, one gets the name.
      if link(draft, life.path) == 0 { return life }
      if errno != EEXIST { throw FileError(path: life.path, operation: .create, code: errno) }
    }
  }

  private static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }

  private func file(_ suffix: String) -> String {
    let stem = base.hasSuffix(".sqlite") ? String(base.dropLast(".sqlite".count)) : base
    return stem + (number == 0 ? "." : ".life-\(number).") + suffix
  }
}
