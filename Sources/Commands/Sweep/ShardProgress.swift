import Foundation
import LongLag

/// How far a shard is, in a small file for whoever watches from another machine.
struct ShardProgress: Codable, Hashable {
  /// Its runs.
  let runs: Int
  /// Those that have ended, well or not.
  var done = 0
  /// The share of its work that is done.
  var share = 0.0
  /// Whether this life of its task has ended, and nothing more comes.
  var isOver = false

  /// What a file says; `nil` where there is none yet.
  init?(contentsOf path: String) {
    guard let data = FileManager.default.contents(atPath: path),
      let progress = try? JSONDecoder().decode(Self.self, from: data)
    else { return nil }
    self = progress
  }

  init(runs: Int, done: Int) {
    self.runs = runs
    self.done = done
    share = runs > 0 ? Double(done) / Double(runs) : 1
  }

  /// Writes the file; that nobody can watch is no reason to end the work.
  func write(to path: String) {
    guard let data = try? JSONEncoder().encode(self) else { return }
    try? AtomicFile.write(Array(data), to: path)
  }
}
