public import Models
public import Tasks
public import Training

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a reproduction found, as it stands in `results.json`: numbers only, no weights.
///
/// All but `seconds` is the same to the bit whenever the same experiments run, on however many
/// threads.
public struct Results: Sendable, Codable {
  /// What was reproduced.
  public let preset: String
  /// One entry per run, in the order of the experiments.
  public let runs: [Entry]

  /// One run in numbers.
  public struct Entry: Sendable, Codable {
    /// Names the experiment.
    public let fingerprint: Fingerprint
    /// All that fixed the result.
    public let experiment: Experiment
    /// The preset's variant; `nil` where it has none.
    public let variant: String?
    /// Scalars that were learned.
    public let parameters: Int
    /// Updates made.
    public let steps: Int
    /// The update whose parameters were kept; `nil` for the last.
    public let bestStep: Int?
    /// How the kept model answers the rows it learned from.
    public let train: Score
    /// How it answers the dev rows.
    public let dev: Score
    /// How it answers the test rows.
    public let test: Score
    /// Every look at the dev rows.
    public let evaluations: [Evaluation]
    /// Norms of each tensor's gradient at every update; empty unless they were asked for.
    public let gradientNorms: [String: [Double]]
    /// What the probes read.
    public let readings: Readings
    /// Seconds of work.
    public let seconds: Double
  }

  /// The results of some runs.
  public init(preset: Preset, runs: [Run]) throws {
    self.preset = preset.name
    self.runs = try runs.map { run in
      Entry(
        fingerprint: try run.experiment.fingerprint(), experiment: run.experiment,
        variant: preset.variant(of: run.experiment)?.name,
        parameters: run.model.parameters.count, steps: run.history.steps,
        bestStep: run.history.bestStep, train: run.train, dev: run.dev, test: run.test,
        evaluations: run.history.evaluations, gradientNorms: run.history.gradientNorms,
        readings: run.readings, seconds: run.seconds)
    }
  }

  /// The JSON of `results.json`, in pieces: one run per line, then the groups of runs over seeds, one
  /// per line.
  ///
  /// Each run is encoded on its own, because an encoder needs many times the memory of its text.
  public func json() throws -> [[UInt8]] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var pieces = [Array("{\"preset\":".utf8), Array(try encoder.encode(preset))]
    pieces.append(Array(",\"runs\":[".utf8))
    for (index, run) in runs.enumerated() {
      pieces.append(Array((index == 0 ? "\n" : ",\n").utf8))
      pieces.append(Array(try encoder.encode(run)))
    }
    pieces.append(Array("\n],\"groups\":[".utf8))
    for (index, group) in groups.enumerated() {
      pieces.append(Array((index == 0 ? "\n" : ",\n").utf8))
      pieces.append(Array(try encoder.encode(group)))
    }
    pieces.append(Array("\n]}\n".utf8))
    return pieces
  }
}
