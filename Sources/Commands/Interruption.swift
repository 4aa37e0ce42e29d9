import Dispatch
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Listens for Ctrl-C as long as it lives: the first one asks for a clean end, the second ends the
/// program at once.
final class Interruption {
  /// What was heard, for the threads that hear it.
  private final class Heard: Sendable {
    let status = Mutex<Failure.Status?>(nil)
    let time = Mutex(ContinuousClock.now)
  }

  /// What asks for an end, and the status to end with: Ctrl-C, 'kill', and the warning of a batch
  /// system that the time is up.
  private static let signals = [
    (SIGINT, Failure.Status.interrupted), (SIGTERM, .terminated), (SIGUSR1, .later),
  ]

  /// Who ends a program may tell it and then its whole group, so that it hears of it twice.
  private static let echo = Duration.milliseconds(300)

  private let heard = Heard()
  private let sources: [any DispatchSourceSignal]

  /// Listens from now on.
  ///
  /// - Parameter handler: Called once, in a thread of its own, with the status to end with.
  init(handler: @escaping @Sendable (Failure.Status) -> Void) {
    let heard = heard
    // Of its own, so that a signal is heard however busy all processors are.
    let queue = DispatchQueue(label: "longlag.interruption")
    sources = Self.signals.map { number, status in
      // Without this the system would end the program before the source hears of it.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        let isFirst = heard.status.withLock { known in
          defer { known = known ?? status }
          return known == nil
        }
        if isFirst {
          handler(status)
          heard.time.withLock { $0 = .now }
        } else if heard.time.withLock({ .now - $0 > Self.echo }) {
          _exit(status.rawValue)
        }
      }
      source.activate()
      return source
    }
  }

  deinit {
    for source in sources { source.cancel() }
    for (number, _) in Self.signals { signal(number, SIG_DFL) }
  }

  /// Ends the program at once, wherever it is, with what has become of its work.
  static func endProgram(_ status: Failure.Status, said outcome: String) -> Never {
    try? Terminal.error.write("longlag: interrupted; \(outcome)\n")
    _exit(status.rawValue)
  }

  /// The status to end with; `nil` while nobody has asked for an end.
  var status: Failure.Status? { heard.status.withLock { $0 } }
}
