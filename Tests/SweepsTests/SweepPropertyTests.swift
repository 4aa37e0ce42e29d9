import Engine
import Foundation
import Laboratory
import Testing

@testable import Sweeps

/// What holds for any sweep, shown for random ones. The seed of a failure is printed;
/// `SWEEPS_SEED` runs it again.
struct SweepPropertyTests {
  private static let seed: UInt64 = {
    ProcessInfo.processInfo.environment["SWEEPS_SEED"].flatMap { UInt64($0) }
      ?? .random(in: 0...999_999)
  }()

  /// Settings with values of which none repeats another.
  private static let settings: [(key: String, values: [String])] = [
    ("task.length", ["4", "5", "6", "7", "8"]),
    ("model.cell", ["srn", "lstm", "gru"]),
    ("model.hidden", ["2", "3", "4", "5"]),
    ("plan.batch", ["1", "2", "3"]),
    ("plan.learning-rate", ["0.1", "0.01", "1e-3"]),
    ("plan.shuffle", ["true", "false"]),
    ("model.start", ["xavier", "zero", "uniform"]),
  ]

  @Test(arguments: 0..<60) func runsAreTheProductWithoutTheExclusions(index: Int) throws {
    var random = RandomStream(seed: Self.seed, name: "sweep \(index)")
    var settings = Self.settings
    random.shuffle(&settings)
    var lines = ["vary:"]
    var axes: [(key: String, values: [String])] = []
    for setting in settings.prefix(1 + random.integer(below: 4)) {
      let values = Array(setting.values.prefix(1 + random.integer(below: setting.values.count)))
      axes.append((setting.key, values))
      lines.append("  \(setting.key): [\(values.joined(separator: ", "))]")
    }
    var exclusions: [[String: [String]]] = []
    for _ in 0..<random.integer(below: 3) {
      var exclusion: [String: [String]] = [:]
      for axis in axes where exclusion.isEmpty || random.integer(below: 2) == 0 {
        exclusion[axis.key] = Array(axis.values.prefix(1 + random.integer(below: 2)))
      }
      exclusions.append(exclusion)
    }
    if !exclusions.isEmpty { lines.append("exclude:") }
    for exclusion in exclusions {
      let words = exclusion.map { "\($0.key): [\($0.value.joined(separator: ", "))]" }
      lines.append("  - {\(words.joined(separator: ", "))}")
    }
    let seeds = 1 + random.integer(below: 3)
    lines.append("seeds: \(seeds)")
    let yaml = lines.joined(separator: "\n")

    var combinations: [[String: String]] = [[:]]
    for axis in axes {
      combinations = combinations.flatMap { combination in
        axis.values.map { value in combination.merging([axis.key: value]) { $1 } }
      }
    }
    let left = combinations.filter { combination in
      !exclusions.contains { exclusion in
        exclusion.allSatisfy { key, values in combination[key].map(values.contains) ?? false }
      }
    }
    let comment = "SWEEPS_SEED=\(Self.seed), \(index):\n\(yaml)"
    do {
      let sweep = try Sweep(yaml: Array(yaml.utf8), file: "random.yaml")
      #expect(sweep.experiments.count == left.count * seeds, "\(comment)")
      #expect(sweep.excluded == (combinations.count - left.count) * seeds, "\(comment)")
      #expect(sweep.coordinates.count == sweep.experiments.count)
      #expect(Set(sweep.coordinates).count == sweep.experiments.count)
      #expect(
        Set(try sweep.experiments.map { try $0.fingerprint() }).count == sweep.experiments.count)
    } catch let error as SweepFileError {
      #expect(left.isEmpty && error.kind == .size, "\(comment)\n\(error)")
    }
  }

  /// Whatever a file has become, it is read or gets a sentence.
  @Test(arguments: ["cells-and-lengths", "equal-budgets"]) func mutationsNeverCrash(
    name: String
  ) throws {
    let original = try ExampleFile(name).bytes()
    // What a mutation writes: the letters of YAML, the keys of a sweep, and any byte.
    let pieces = [
      "[", "]", "{", "}", ":", ": ", "- ", "\n", "\n  ", "&a ", "*a", "|", ">", "'", "\"", "#", "!",
      "1e999", "-1", "0", "99999999999999999999", "null", "~", "vary:", "zip:", "exclude:",
      "seeds:",
      "task.length", "model.hidden", "from: ", "step: 0", "count: ", "scale: log", "\t", "\u{FEFF}",
    ].map { Array($0.utf8) }
    for index in 0..<1500 {
      var random = RandomStream(seed: Self.seed, name: "\(name) \(index)")
      var bytes = original
      for _ in 0..<(1 + random.integer(below: 4)) {
        let place = random.integer(below: bytes.count + 1)
        switch random.integer(below: 5) {
        case 0: bytes.insert(contentsOf: pieces[random.integer(below: pieces.count)], at: place)
        case 1: bytes.insert(UInt8(random.integer(below: 256)), at: place)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + random.integer(below: 12)))
        case 3:
          let other = random.integer(below: bytes.count + 1)
          bytes.insert(contentsOf: original.dropFirst(other).prefix(20), at: place)
        default:
          if place < bytes.count { bytes[place] = UInt8(random.integer(below: 128)) }
        }
        if bytes.isEmpty { bytes = [0x0A] }
      }
      do {
        // A small limit: a mutated number may mean many runs, which would take their time.
        let sweep = try Sweep(yaml: bytes, file: "mutated.yaml", limit: 500)
        #expect(!sweep.experiments.isEmpty)
      } catch {
        #expect(
          error.line >= 1 && error.column >= 1 && !error.sentence.contains("\n"),
          "SWEEPS_SEED=\(Self.seed), \(name) \(index): \(error)")
      }
    }
  }
}
