import Dispatch
import Foundation
import LongLag
import Synchronization

/// Writes down how far a life of a shard's task is, and sets a flag when a later life has begun.
final class ShardReporter: Sendable {
  /// Set when the rest is left to somebody else.
  let flag = StopFlag()

  private let life: ShardLife
  private let done: Int
  private let progress: Mutex<ShardProgress>

  /// Looks and writes once a second from now on.
  ///
  /// - Parameters:
  ///   - runs: Runs of the shard.
  ///   - done: Those that earlier lives have done.
  init(_ life: ShardLife, runs: Int, done: Int) {
    self.life = life
    self.done = done
    progress = Mutex(ShardProgress(runs: runs, done: done))
    DispatchQueue(label: "longlag.shard").async { [self] in
      while look() { Thread.sleep(forTimeInterval: 1) }
    }
  }

  /// Takes note of how far the runs are that this life does.
  func note(_ display: ProgressDisplay) {
    progress.withLock { progress in
      let before = progress.runs > 0 ? Double(done) / Double(progress.runs) : 1
      progress.done = done + display.ended
      progress.share = before + (1 - before) * display.share
    }
  }

  /// Writes that nothing more comes.
  func end() {
    progress.withLock { progress in
      progress.isOver = true
      progress.write(to: life.progress)
    }
  }

  /// Looks and writes; false where the end has been written, which stays.
  private func look() -> Bool {
    if life.hasSuccessor { flag.stop() }
    return progress.withLock { progress in
      if !progress.isOver { progress.write(to: life.progress) }
      return !progress.isOver
    }
  }
}
