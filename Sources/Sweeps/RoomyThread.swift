import Dispatch
import Foundation
import Synchronization

/// A thread with room for recursion. The parser of YAML descends into a text that is nested a thousand
/// deep before it gives up, and most threads of a Mac have half a megabyte of stack.
enum RoomyThread {
  /// Waits for what the closure returns, which runs with eight megabytes of stack.
  static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Value? {
    let place = Returned<Value>()
    let isDone = DispatchSemaphore(value: 0)
    let thread = Thread {
      let value = work()
      place.value.withLock { $0 = value }
      isDone.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
    isDone.wait()
    return place.value.withLock { $0 }
  }

  /// Where the thread leaves its value.
  private final class Returned<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }
}
