import Dispatch
import Foundation
import LongLag
import Synchronization

/// What is asked of Slurm: by its own commands, as its users do.
struct Slurm: Sendable {
  /// A task of an array, as 'squeue' tells it.
  struct Task: Hashable {
    /// The job, whose number stands for the whole array.
    let job: String
    /// Which task of the array.
    let index: Int
    /// Such as PENDING or RUNNING.
    let state: String
    /// Why it waits, such as Resources.
    let reason: String

    var runs: Bool { state == "RUNNING" || state == "COMPLETING" }
  }

  /// What 'squeue' is asked for: lines that `tasks(in:)` understands.
  private static let format = "%F|%K|%T|%r"

  /// Hands a script in.
  ///
  /// - Returns: The job's number.
  /// - Throws: `Failure` with what Slurm said.
  func submit(_ script: String) throws -> String {
    let answer = try ask("sbatch", ["--parsable", script])
    guard let job = Self.job(in: answer.output) else {
      throw Failure(
        .unavailable, "'sbatch' named no job; it said: \(answer.output) \(answer.error)")
    }
    return job
  }

  /// The tasks that wait or run in the arrays of a name, this user's.
  func tasks(of name: String) throws -> [Task] { try tasks(of: name, []) }

  /// Whether somebody has cancelled tasks of a job. Slurm remembers that for some minutes.
  func isCancelled(_ job: String, named name: String) throws -> Bool {
    try tasks(of: name, ["--states=CANCELLED"]).contains { $0.job == job }
  }

  private func tasks(of name: String, _ options: [String]) throws -> [Task] {
    let answer = try ask(
      "squeue",
      ["--me", "--noheader", "--array", "--name=\(name)", "--format=\(Self.format)"] + options)
    return try Self.tasks(in: answer.output)
  }

  /// The largest number of tasks that an array may have; `nil` where Slurm does not say.
  func largestArray() -> Int? {
    guard let answer = try? ask("scontrol", ["show", "config"]) else { return nil }
    return Self.largestArray(in: answer.output)
  }

  // MARK: - What they say

  /// The job's number in what 'sbatch --parsable' prints: alone, or before a semicolon and the cluster's
  /// name. A site's own remarks may stand above it.
  static func job(in text: String) -> String? {
    let line = text.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }
    let job = line?.split(separator: ";").first?.trimmingCharacters(in: .whitespaces) ?? ""
    return !job.isEmpty && job.allSatisfy(\.isNumber) ? job : nil
  }

  /// The tasks in what 'squeue' prints.
  static func tasks(in text: String) throws -> [Task] {
    try text.split(separator: "\n").map { line in
      let fields = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard fields.count >= 4, let index = Int(fields[1]) else {
        throw Failure(.unavailable, "'squeue' said '\(line)'; expected job|task|state|reason")
      }
      return Task(job: fields[0], index: index, state: fields[2], reason: fields[3])
    }
  }

  /// The number of tasks in what 'scontrol show config' prints. Indices are below MaxArraySize, and of
  /// the thousand and one that it is as a rule a round thousand is used.
  static func largestArray(in text: String) -> Int? {
    let line = text.split(separator: "\n").first { $0.hasPrefix("MaxArraySize") }
    let size = line?.split(separator: "=").last.flatMap {
      Int($0.trimmingCharacters(in: .whitespaces))
    }
    return size.map { max(1, $0 - 1) }
  }

  // MARK: - Asking

  private func ask(_ program: String, _ arguments: [String]) throws -> (
    output: String, error: String
  ) {
    let process = Process()
    let (output, error) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = error
    try process.run()
    // Both at once: whichever pipe is full first would otherwise hold the program up.
    let remarks = Reader(error.fileHandleForReading)
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = remarks.text().trimmingCharacters(in: .whitespacesAndNewlines)
    process.waitUntilExit()
    if process.terminationStatus == 127 {
      throw Failure(
        .unavailable,
        "there is no '\(program)' here; --on slurm is for a machine from which jobs are handed in to "
          + "Slurm")
    }
    guard process.terminationStatus == 0 else {
      let words = complaint.isEmpty ? "status \(process.terminationStatus)" : complaint
      throw Failure(.unavailable, "'\(program)' refused: \(words)")
    }
    return (said, complaint)
  }

  /// Reads a pipe to its end in a thread of its own.
  private final class Reader: Sendable {
    private let data = Mutex(Data())
    private let group = DispatchGroup()

    init(_ handle: FileHandle) {
      DispatchQueue(label: "longlag.slurm").async(group: group) { [self] in
        let all = handle.readDataToEndOfFile()
        data.withLock { $0 = all }
      }
    }

    func text() -> String {
      group.wait()
      return String(decoding: data.withLock(\.self), as: UTF8.self)
    }
  }
}
