import Engine

/// Whether paired differences are more than chance: if there were no difference, each of them could as
/// well have had the other sign (Fisher, "The Design of Experiments", 1935, section 21).
///
/// p is the share of all signs whose mean difference is at least as far from zero as the one found.
/// It is exact up to 16 pairs that differ; beyond, signs are drawn, and what was found counts as one
/// of them, so that p is never 0 (Phipson & Smyth, "Permutation p-values should never be zero",
/// Statistical Applications in Genetics and Molecular Biology 9, 2010).
public struct PermutationTest: Sendable, Hashable {
  /// The share of signs at least as far from zero as what was found, on either side.
  public let pValue: Double
  /// The smallest p that these pairs could have given: 0.0625 for five that differ.
  public let smallestPValue: Double
  /// The pairs.
  public let pairs: Int
  /// The pairs whose difference is not zero; the others say nothing about a direction.
  public let differingPairs: Int
  /// Whether all signs were looked at.
  public let isExact: Bool

  /// The test of some differences, one per pair.
  public init(ofDifferences differences: Sample, resampling: Resampling = Resampling()) {
    let total = differences.values.reduce(0) { $0 + abs($1) }
    // Sums of the same numbers in another order differ in their last bits, but are equal.
    let tolerance = 1e-12 * total
    let sizes = differences.values.map { abs($0) }.filter { $0 > tolerance }
    let found = abs(differences.values.reduce(0, +)) - tolerance
    pairs = differences.count
    differingPairs = sizes.count
    isExact = Self.isExact(pairs: sizes.count, resampling)
    guard let first = sizes.first else {
      (pValue, smallestPValue) = (1, 1)
      return
    }
    let smallest = Self.smallestPValue(pairs: sizes.count)
    if isExact {
      // The first keeps its sign: turning all signs does not change the distance from zero.
      let sums = sizes.dropFirst().reduce([first]) { sums, size in
        sums.map { $0 + size } + sums.map { $0 - size }
      }
      pValue = Double(sums.count { abs($0) >= found }) / Double(sums.count)
      smallestPValue = smallest
    } else {
      var stream = RandomStream(seed: resampling.seed, name: "permutation")
      let count = (0..<resampling.draws).count { _ in
        abs(Self.sum(of: sizes, from: &stream)) >= found
      }
      pValue = Double(count + 1) / Double(resampling.draws + 1)
      smallestPValue = max(smallest, 1 / Double(resampling.draws + 1))
    }
  }

  /// The smallest p that so many pairs can give, 2¹⁻ⁿ.
  static func smallestPValue(pairs: Int) -> Double {
    (0..<max(0, pairs - 1)).reduce(1) { p, _ in p / 2 }
  }

  private static func isExact(pairs: Int, _ resampling: Resampling) -> Bool {
    pairs == 0 || (pairs < 30 && 1 << pairs <= resampling.limit)
  }

  /// The sum with random signs.
  private static func sum(of sizes: [Double], from stream: inout RandomStream) -> Double {
    var (sum, bits) = (0.0, UInt64(0))
    for (index, size) in sizes.enumerated() {
      if index.isMultiple(of: 64) { bits = stream.next() }
      sum += bits & 1 == 0 ? size : -size
      bits >>= 1
    }
    return sum
  }
}
