/// The SHA-256 of some bytes: two contents with one fingerprint are the same content.
///
/// It is what `sha256sum` prints for a file, so that a fingerprint can be checked without LongLag.
/// (FIPS 180-4, *Secure Hash Standard*, doi:10.6028/NIST.FIPS.180-4.)
public struct Fingerprint: Hashable, Sendable, Codable, CustomStringConvertible {
  /// 64 hexadecimal digits.
  public let description: String

  /// The fingerprint of some bytes.
  public init(of bytes: [UInt8]) {
    var hash = Self.start
    var schedule = [UInt32](repeating: 0, count: 64)
    let whole = bytes.count / 64 * 64
    for block in stride(from: 0, to: whole, by: 64) {
      Self.absorb(bytes[block..<block + 64], into: &hash, &schedule)
    }
    var rest = Array(bytes[whole...]) + [0x80]
    rest += repeatElement(0, count: (120 - rest.count) % 64)
    rest += (0..<8).map { UInt8(truncatingIfNeeded: (UInt64(bytes.count) * 8) >> (56 - 8 * $0)) }
    for block in stride(from: 0, to: rest.count, by: 64) {
      Self.absorb(rest[block..<block + 64], into: &hash, &schedule)
    }
    description = hash.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// A fingerprint that was computed before.
  package init(digits: String) { description = digits }

  /// A fingerprint as it stands in a file: a single string.
  public init(from decoder: any Decoder) throws {
    description = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the 64 digits as a single string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  private static func absorb(
    _ block: ArraySlice<UInt8>, into hash: inout [UInt32], _ w: inout [UInt32]
  ) {
    func rotate(_ x: UInt32, _ k: UInt32) -> UInt32 { (x >> k) | (x << (32 - k)) }
    for t in 0..<16 {
      let i = block.startIndex + 4 * t
      w[t] = block[i..<i + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    for t in 16..<64 {
      let s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ (w[t - 15] >> 3)
      let s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ (w[t - 2] >> 10)
      w[t] = w[t - 16] &+ s0 &+ w[t - 7] &+ s1
    }
    var (a, b, c, d) = (hash[0], hash[1], hash[2], hash[3])
    var (e, f, g, h) = (hash[4], hash[5], hash[6], hash[7])
    for t in 0..<64 {
      let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
      let choice = (e & f) ^ (~e & g)
      let t1 = h &+ s1 &+ choice &+ rounds[t] &+ w[t]
      let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e) = (g, f, e, d &+ t1)
      (d, c, b, a) = (c, b, a, t1 &+ s0 &+ majority)
    }
    for (i, word) in [a, b, c, d, e, f, g, h].enumerated() { hash[i] &+= word }
  }

  private static let primes = (2...311).filter { n in (2..<n).allSatisfy { n % $0 != 0 } }

  /// The first 32 bits of the fractional parts of the square roots of the first 8 primes.
  private static let start = primes.prefix(8).map { Self.fraction(ofRoot: 2, of: $0) }

  /// The same of the cube roots of the first 64 primes.
  private static let rounds = primes.prefix(64).map { Self.fraction(ofRoot: 3, of: $0) }

  /// The largest `n / 2^32` whose power does not exceed the number, by bisection in whole numbers:
  /// the standard's constants need no table, and no rounding to trust.
  private static func fraction(ofRoot power: Int, of number: Int) -> UInt32 {
    let target = UInt128(number) << UInt128(32 * power)
    var n: UInt128 = 0
    for bit in (0..<37).reversed() {
      let candidate = n | (1 << UInt128(bit))
      if (1..<power).reduce(candidate, { product, _ in product * candidate }) <= target {
        n = candidate
      }
    }
    return UInt32(truncatingIfNeeded: n)
  }
}
