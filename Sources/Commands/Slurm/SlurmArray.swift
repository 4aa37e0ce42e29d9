import Foundation
import LongLag

/// The job array of a sweep: its folder beside the store, handing it in, and collecting what it leaves.
///
/// The name of the job stands for the sweep and the folder, so that the same command finds an array
/// again whatever has become of the command that handed it in.
struct SlurmArray {
  /// The manifest in the folder.
  static let manifestName = "runs.manifest"
  /// Tasks, where nobody asks for another number: Slurm starts a few a second, so many runs are one task.
  static let usualSize = 16
  /// The largest array that every Slurm takes.
  private static let safeSize = 1000

  /// The sweep.
  let sweep: String
  /// The folder, from the root on: tasks run elsewhere.
  let folder: String
  /// What 'squeue' calls the array.
  let job: String
  /// What Slurm is asked with.
  let slurm = Slurm()
  /// The stores that were merged, as they were then.
  var merged: [ShardLife: [Date?]] = [:]

  private var manifest: String { folder + "/" + Self.manifestName }
  /// The script in the folder.
  var script: String { folder + "/array.sbatch" }

  /// The array of a sweep, whose folder is made where there is none.
  init(of sweep: String, beside store: String) throws {
    self.sweep = sweep
    var name = String(
      sweep.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "-" }
        .prefix(60))
    // Two sweeps that differ only in what a file's name cannot hold are two.
    if name != sweep || name.hasPrefix(".") {
      name = "sweep-\(name)-\(Fingerprint(of: Array(sweep.utf8)).description.prefix(6))"
    }
    let path = URL(filePath: store).standardizedFileURL.path
    folder = try OutputFolder(creating: "\(path).slurm/\(name)").path
    job = "longlag-\(name)-\(Fingerprint(of: Array(folder.utf8)).description.prefix(6))"
  }

  /// Writes manifest and script, and hands the array in.
  ///
  /// - Parameter left: The runs that are left to do, at least one.
  /// - Returns: The number of the job, and of its tasks.
  func submit(
    _ left: [Experiment], probing: Probing, tasks: TaskCatalog, _ options: SlurmOptions
  ) throws -> (job: String, tasks: Int) {
    let wanted = options.arraySize ?? Self.usualSize
    if wanted > Self.safeSize {
      let most = slurm.largestArray() ?? Self.safeSize
      try Failure.require(1...max(1, most), "--array-size", wanted)
    }
    let fingerprints = try Set(left.map { try $0.fingerprint() })
    var (work, shards) = (WorkManifest(left, probing: probing), min(wanted, left.count))
    if let earlier = try earlierManifest(covering: fingerprints, tasks: tasks),
      let count = try earlierShards(), count == options.arraySize ?? count
    {
      // The same shares again, whose stores know how far each run is.
      (work, shards) = (WorkManifest(earlier.experiments, probing: probing), count)
    } else {
      try clear()
    }
    let waiting = try (0..<shards).filter { index in
      try work.shard(Shard("\(index)/\(shards)")).contains {
        fingerprints.contains(try $0.fingerprint())
      }
    }
    try work.write(to: manifest)
    let script = SlurmScript(
      sweep: sweep, job: job, runs: work.experiments.count, shards: shards, tasks: waiting,
      options: options, tool: Bundle.main.executablePath ?? CommandLine.arguments[0],
      folder: folder)
    try AtomicFile.write(script.text, to: self.script)
    return (try slurm.submit(self.script), waiting.count)
  }

  /// Runs of the manifest that is there.
  func total(tasks: TaskCatalog) throws -> Int {
    try WorkManifest(contentsOf: manifest, tasks: tasks).experiments.count
  }

  /// The manifest that is there, where it has all of these experiments.
  func earlierManifest(
    covering fingerprints: Set<Fingerprint>, tasks: TaskCatalog
  ) throws -> WorkManifest? {
    guard FileManager.default.fileExists(atPath: manifest) else { return nil }
    let earlier = try WorkManifest(contentsOf: manifest, tasks: tasks)
    let known = try Set(earlier.experiments.map { try $0.fingerprint() })
    return fingerprints.isSubset(of: known) ? earlier : nil
  }

  /// The number of shares in which the stores in the folder were written.
  private func earlierShards() throws -> Int? {
    let counts = Set(
      try ShardLife.all(in: folder).compactMap { lives in
        lives.last?.base.dropLast(".sqlite".count).split(separator: "-").last.flatMap { Int($0) }
      })
    return counts.count == 1 ? counts.first : nil
  }

  /// Takes away the stores of other shares, whose runs have been merged; one that could not be read
  /// stays, under another name.
  private func clear() throws {
    let files = FileManager.default
    for life in try ShardLife.all(in: folder).flatMap(\.self) where merged[life] == nil {
      let place = "\(folder)/unread-\(UUID().uuidString).sqlite"
      for suffix in ["", "-wal"] where files.fileExists(atPath: life.path + suffix) {
        try files.moveItem(atPath: life.path + suffix, toPath: place + suffix)
      }
    }
    for name in try files.contentsOfDirectory(atPath: folder) where name.hasPrefix("shard-") {
      try files.removeItem(atPath: folder + "/" + name)
    }
  }
}
