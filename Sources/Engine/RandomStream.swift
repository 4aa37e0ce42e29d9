#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A reproducible source of random numbers, named after what it is for.
///
/// Nothing in LongLag draws from a global generator. An experiment has one seed; weights, data and
/// order each draw from a stream of their own, so that shuffling differently does not change the
/// weights a model starts with.
///
/// ```swift
/// var weights = RandomStream(seed: 7, name: "weights")
/// let w = weights.uniform(in: -0.1...0.1)
/// ```
///
/// The generator is xoshiro256** (Blackman & Vigna, "Scrambled linear pseudorandom number
/// generators", ACM TOMS 47, 2021, doi:10.1145/3460772), seeded by SplitMix64 from the seed and the
/// FNV-1a hash of the name. The distributions are spelled out here rather than taken from the
/// standard library, whose algorithms may change between releases.
public struct RandomStream: RandomNumberGenerator, Sendable, Hashable, Codable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// A stream that depends on the seed and on its name, and on nothing else.
  public init(seed: UInt64, name: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    var state = seed ^ hash
    func splitMix() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
    s0 = splitMix()
    s1 = splitMix()
    s2 = splitMix()
    s3 = splitMix()
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    func rotate(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
    let result = rotate(s1 &* 5, 7) &* 9
    let t = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = rotate(s3, 45)
    return result
  }

  /// A number in [0, 1), with all 53 bits of a `Double` random.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number between two bounds.
  public mutating func uniform(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// A whole number in `0..<bound`, without bias.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "a random integer below \(bound) does not exist")
    let bound = UInt64(bound)
    let limit = UInt64.max - UInt64.max % bound
    while true {
      let bits = next()
      if bits < limit { return Int(bits % bound) }
    }
  }

  /// A number from the standard normal distribution (Marsaglia's polar method).
  public mutating func normal() -> Double {
    while true {
      let u = uniform(in: -1...1)
      let v = uniform(in: -1...1)
      let s = u * u + v * v
      if s > 0, s < 1 { return u * (-2 * log(s) / s).squareRoot() }
    }
  }

  /// Puts the elements in random order (Fisher & Yates).
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for i in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(i, integer(below: i + 1))
    }
  }
}
