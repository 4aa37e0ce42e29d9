/// The random numbers of `numpy.random.seed(n)` and `numpy.random.randint(low, high)`, bit for bit.
///
/// The data of the book were drawn with them, so whoever wants the same rows needs the same numbers.
/// Nothing else in LongLag draws from this generator: see `RandomStream`.
///
/// The generator is MT19937 (Matsumoto & Nishimura, "Mersenne Twister: a 623-dimensionally
/// equidistributed uniform pseudorandom number generator", ACM TOMACS 8, 1998,
/// doi:10.1145/272991.272995). NumPy's legacy seeding of one integer is the paper's `init_genrand`, not
/// `init_by_array`.
public struct LegacyMersenneTwister: Sendable {
  private var state: [UInt32]
  private var position: Int

  /// The generator as `numpy.random.seed(seed)` leaves it.
  public init(seed: UInt32) {
    state = [seed]
    state.reserveCapacity(624)
    for i in 1..<624 {
      let last = state[i - 1]
      state.append(1_812_433_253 &* (last ^ (last >> 30)) &+ UInt32(i))
    }
    position = 624
  }

  /// The next 32 random bits.
  public mutating func next() -> UInt32 {
    if position == 624 { twist() }
    var y = state[position]
    position += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9d2c_5680
    y ^= (y << 15) & 0xefc6_0000
    return y ^ (y >> 18)
  }

  /// A whole number of a range, as `numpy.random.randint` draws one.
  ///
  /// Bits are masked to the smallest power of two that covers the range and thrown away until they
  /// fall into it, 32 bits a time. A range of one number draws nothing.
  public mutating func integer(in range: Range<Int>) -> Int {
    precondition(
      !range.isEmpty && range.count <= 1 << 32,
      "a range of \(range.count) numbers cannot be drawn from")
    let last = UInt32(truncatingIfNeeded: range.count - 1)
    if last == 0 { return range.lowerBound }
    let mask = UInt32.max >> last.leadingZeroBitCount
    while true {
      let bits = next() & mask
      if bits <= last { return range.lowerBound + Int(bits) }
    }
  }

  private mutating func twist() {
    for i in 0..<624 {
      let y = (state[i] & 0x8000_0000) | (state[(i + 1) % 624] & 0x7fff_ffff)
      state[i] = state[(i + 397) % 624] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_b0df)
    }
    position = 0
  }
}
