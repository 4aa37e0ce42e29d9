#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The process that executes a run: whoever finds the run later can see whether it still does.
struct RunOwner: Sendable, Hashable {
  let host: String
  let process: Int
  /// When the process began, in the system's own words: numbers of processes are used again.
  let start: String

  /// This process.
  static let current = RunOwner(
    host: hostName, process: Int(getpid()), start: startOfProcess(Int(getpid())) ?? "")

  /// Whether the process is known to be gone. Of other machines' processes nothing is known.
  var isGone: Bool {
    guard host == Self.hostName else { return false }
    guard let now = Self.startOfProcess(process) else {
      return kill(pid_t(process), 0) != 0 && errno == ESRCH
    }
    return now != start
  }

  private static let hostName: String = {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }()

  /// The boot, and the ticks from there to the start of the process; `nil` where the system does not
  /// say, or there is no such process.
  private static func startOfProcess(_ process: Int) -> String? {
    guard
      let boot = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8),
      let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    else { return nil }
    // The name of the program stands in parentheses, and may hold blanks; the 20th field behind it
    // is the start.
    guard let end = status.lastIndex(of: ")") else { return nil }
    let fields = status[end...].split(separator: " ")
    guard fields.count > 20 else { return nil }
    // A process that has ended but was not fetched yet runs nothing any more.
    return fields[1] == "Z" ? "ended" : "\(boot.prefix(8))-\(fields[20])"
  }
}
