import LongLag

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Experiments that workers on other machines share: a line of JSON that says what is read off each
/// run, and a line for each experiment.
struct WorkManifest {
  /// What is read off each run.
  let probing: Probing
  /// The experiments, in the order in which shards divide them.
  let experiments: [Experiment]

  private struct Head: Codable {
    var manifest = "longlag-1"
    let probing: Probing
    let experiments: Int
  }

  init(_ experiments: [Experiment], probing: Probing) {
    self.experiments = experiments
    self.probing = probing
  }

  /// Reads a manifest.
  ///
  /// - Throws: `Failure` that names the line that is not one of a manifest; `FileError`.
  init(contentsOf path: String, tasks: TaskCatalog) throws {
    try InputFile.check(path)
    let bytes = try Data(contentsOf: URL(filePath: path))
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: true)
    func data(_ line: Int) throws -> Data {
      guard line < lines.count else {
        throw Failure(.data, "\(path): \(lines.count) lines; expected more")
      }
      return Data(lines[line].utf8)
    }
    guard let head = try? JSONDecoder().decode(Head.self, from: try data(0)),
      head.manifest == Head(probing: Probing(), experiments: 0).manifest
    else {
      throw Failure(
        .data, "\(path), line 1: not the head of a manifest, as 'longlag sweep' writes it")
    }
    let decoder = JSONDecoder()
    decoder.userInfo[.tasks] = tasks
    experiments = try (0..<head.experiments).map { index in
      do {
        return try decoder.decode(Experiment.self, from: try data(index + 1))
      } catch let failure as Failure {
        throw failure
      } catch {
        throw Failure(.data, "\(path), line \(index + 2): not an experiment (\(error))")
      }
    }
    probing = head.probing
  }

  /// Writes the manifest.
  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let head = try encoder.encode(Head(probing: probing, experiments: experiments.count))
    let lines = try [Array(head)] + experiments.map { try $0.canonicalJSON() }
    try AtomicFile.write(pieces: lines.map { $0 + [UInt8(ascii: "\n")] }, to: path)
  }

  /// The experiments of a shard: every k-th, so that long and short ones are dealt out evenly.
  func shard(_ shard: Shard) -> [Experiment] {
    stride(from: shard.index, to: experiments.count, by: shard.count).map { experiments[$0] }
  }
}

/// One of several equal parts, written `3/8`: from 0.
struct Shard: Hashable, CustomStringConvertible {
  /// Which one, from 0.
  let index: Int
  /// How many there are.
  let count: Int

  var description: String { "\(index)/\(count)" }

  init(_ text: String) throws(Failure) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1,
      (0..<count).contains(index)
    else {
      throw Failure(.usage, "--shard is '\(text)'; expected such as 0/8 up to 7/8")
    }
    (self.index, self.count) = (index, count)
  }
}
