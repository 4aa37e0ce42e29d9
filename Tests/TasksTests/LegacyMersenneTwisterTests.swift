import Tasks
import Testing

@Suite struct LegacyMersenneTwisterTests {
  /// `numpy.random.seed(seed); [numpy.random.randint(2, 7) for _ in range(12)]`, numpy 2.
  @Test(
    arguments: [
      (0, [6, 2, 5, 5, 5, 3, 5, 4, 6, 2, 2, 6]),
      (1, [5, 6, 2, 3, 5, 2, 2, 3, 6, 6, 3, 4]),
      (42, [5, 6, 4, 6, 6, 3, 4, 4, 4, 6, 5, 4]),
      (4_294_967_295, [5, 4, 6, 6, 2, 4, 3, 2, 5, 4, 5, 5]),
    ] as [(UInt32, [Int])])
  func `draws what randint draws`(seed: UInt32, expected: [Int]) {
    var generator = LegacyMersenneTwister(seed: seed)
    #expect((0..<12).map { _ in generator.integer(in: 2..<7) } == expected)
  }

  /// The first and the 2,000th of `numpy.random.randint(0, 2**32, dtype=numpy.uint32)`.
  @Test(
    arguments: [
      (0, 2_357_136_044, 3_856_691_381), (1, 1_791_095_845, 138_279_050),
      (42, 1_608_637_542, 2_238_969_328), (4_294_967_295, 419_326_371, 1_762_272_365),
    ] as [(UInt32, UInt32, UInt32)])
  func `keeps step over several twists`(seed: UInt32, first: UInt32, last: UInt32) {
    var generator = LegacyMersenneTwister(seed: seed)
    let bits = (0..<2000).map { _ in generator.next() }
    #expect(bits.first == first)
    #expect(bits.last == last)
  }

  @Test func `a range of one number draws nothing`() {
    var one = LegacyMersenneTwister(seed: 3)
    var other = one
    #expect(one.integer(in: 2..<3) == 2)
    #expect(one.next() == other.next())
  }
}
