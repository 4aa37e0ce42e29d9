import ArgumentParser
import LongLag
import Sweeps

/// A sweep on Slurm, from what is left of it to its end.
struct SlurmSweep {
  let sweep: Sweep
  /// The file as it was named, for the sentence that says how to go on.
  let file: String
  let store: RunStore
  let options: SlurmOptions
  let catalogs: Catalogs
  /// What is read off each run.
  let probing: Probing
  /// Threads of this machine, for what takes a moment.
  let threads: Int

  /// How often what an array has left is handed in again, without anybody asking.
  private static let mostReturns = 3

  /// Hands the array in, unless it is under way already, and watches it; and again, as long as runs are
  /// left: a node may have taken the last life of a task with it.
  func run() async throws {
    var array = try SlurmArray(of: sweep.name, beside: store.path)
    // First of all, so that nothing is done where there is no Slurm.
    let known = try array.slurm.tasks(of: array.job)
    for note in try array.collect(into: store, onlyOver: !known.isEmpty) {
      try Terminal.error.write("longlag: \(note)\n")
    }
    try await record()
    var left = try waiting()
    var isWorthwhile = true
    if let job = known.first?.job {
      try attach(array, job: job, left: left)
      isWorthwhile = try await watch(&array, job: job)
    } else if !left.isEmpty {
      isWorthwhile = try await handIn(left, &array)
    }
    for count in 1...Self.mostReturns {
      left = try waiting()
      guard isWorthwhile, !left.isEmpty else { break }
      isWorthwhile = try await handIn(
        left, &array,
        because: "for the \(Numeral.grouped(left.count)) runs that are left, handed in again "
          + "(\(count) of \(Self.mostReturns))")
    }
    try await record()
    try end(array)
  }

  /// Hands an array in and watches it.
  ///
  /// - Returns: Whether it would be worthwhile to hand in what it has left.
  private func handIn(
    _ left: [Experiment], _ array: inout SlurmArray, because reason: String? = nil
  ) async throws -> Bool {
    let before = array.merged
    let (job, count) = try array.submit(
      left, probing: probing, tasks: catalogs.tasks, options)
    try Terminal.output.write(
      "job \(job): \(Numeral.counted(count, "task"))"
        + (reason.map { " \($0)\n" } ?? ", as '\(array.script)' says\n"))
    let isCancelled = try await !watch(&array, job: job)
    // Where no task has left anything, none can run: the next would not either.
    return !isCancelled && array.merged != before
  }

  /// Makes what is missing of the recordings of runs that have ended, which trains nothing.
  private func record() async throws {
    let (unrecorded, _) = try store.unanswered(
      sweep.experiments, recording: probing.recordings)
    let laboratory = Laboratory(
      cells: catalogs.cells, tasks: catalogs.tasks, threads: threads, probing: probing,
      store: store)
    try await StoredWork(unrecorded, in: laboratory).run().end(
      left: unrecorded.count, store: store.path)
  }

  /// The experiments that have neither ended nor failed.
  private func waiting() throws -> [Experiment] {
    let failed = Set(try failures().map(\.fingerprint))
    return try zip(sweep.experiments, try store.lastRuns(of: sweep.experiments))
      .filter { try $0.1 == nil && !failed.contains($0.0.fingerprint().description) }.map(\.0)
  }

  /// Runs that were tried, and will fail again.
  private func failures() throws -> [RunRecord] {
    let mine = try Set(sweep.experiments.map { try $0.fingerprint().description })
    return try store.records(where: RunFilter("state=failed"))
      .filter { mine.contains($0.fingerprint) }
  }

  private func attach(_ array: SlurmArray, job: String, left: [Experiment]) throws {
    let fingerprints = try Set(left.map { try $0.fingerprint() })
    guard try array.earlierManifest(covering: fingerprints, tasks: catalogs.tasks) != nil else {
      throw Failure(
        .usage,
        "job \(job) runs an earlier version of '\(sweep.name)', with other runs; expected its end, or "
          + "'scancel \(job)', before this one")
    }
    try Terminal.output.write("job \(job) is under way, and is watched from here\n")
  }

  /// Watches an array until it has ended.
  ///
  /// - Returns: Whether it ended by itself, and not because somebody cancelled it.
  private func watch(_ array: inout SlurmArray, job: String) async throws -> Bool {
    let total = try array.total(tasks: catalogs.tasks)
    guard case .interrupted(let status) = try await array.watch(total: total, into: store) else {
      return try !array.slurm.isCancelled(job, named: array.job)
    }
    try? Terminal.error.write(
      "longlag: job \(job) goes on without being watched; 'longlag sweep \(file) --on slurm' watches it "
        + "again, 'scancel \(job)' ends it\n")
    throw ExitCode(status.rawValue)
  }

  private func end(_ array: SlurmArray) throws {
    let left = try waiting().count
    if left > 0 {
      try? Terminal.error.write(
        "longlag: the array has ended, with \(Numeral.counted(left, "run")) left; its tasks' words are "
          + "in '\(array.folder)', what is done is kept in '\(store.path)', and the same command goes on\n"
      )
      throw ExitCode(Failure.Status.later.rawValue)
    }
    let failures = try failures()
    if let first = failures.first {
      let others = failures.count - 1
      try? Terminal.error.write(
        "longlag: \(first.cell), length \(first.length), seed \(first.seed): "
          + (first.error ?? "failed") + (others > 0 ? " (and \(others) more failed)" : "")
          + "; the others are kept in '\(store.path)'\n")
      throw ExitCode(Failure.Status.software.rawValue)
    }
    try Terminal.output.write(
      "\(Numeral.grouped(sweep.experiments.count)) runs of '\(sweep.name)' are in '\(store.path)'\n"
    )
  }
}
