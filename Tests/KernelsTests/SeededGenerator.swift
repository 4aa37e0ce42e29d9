import Foundation

/// Random numbers of one seed per run, which is printed, so that a failure can be run again:
/// KERNELS_SEED=... does.
struct SeededGenerator: RandomNumberGenerator {
  static let seed: UInt64 = {
    let wanted = ProcessInfo.processInfo.environment["KERNELS_SEED"].flatMap { UInt64($0) }
    let seed = wanted ?? .random(in: 0...999_999)
    print("KERNELS_SEED=\(seed)")
    return seed
  }()

  private var state = Self.seed

  // SplitMix64 (Steele, Lea, Flood, 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func floats(_ count: Int, in range: ClosedRange<Float> = -1...1) -> [Float] {
    (0..<count).map { _ in .random(in: range, using: &self) }
  }
}
