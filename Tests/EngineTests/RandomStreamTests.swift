import Engine
import Foundation
import Testing

struct RandomStreamTests {
  private static let seed: UInt64 = 7
  private static func stream(_ name: String = "test", seed: UInt64 = Self.seed) -> RandomStream {
    RandomStream(seed: seed, name: name)
  }

  /// Computed apart from this code, from the papers: experiments rest on these numbers.
  @Test func `a seed and a name mean these bits for ever`() {
    var stream = RandomStream(seed: 7, name: "weights")
    #expect(
      (0..<4).map { _ in stream.next() } == [
        0x8bd8c9a839d1f555, 0xe8ff2e07b243907a, 0xfa12db493e9773fd, 0xf9eb3d3d647e5b94,
      ])
    #expect(stream.uniform() == 0.28532374776636416)
    #expect(stream.normal() == -0.2802525128174497)
    #expect((0..<6).map { _ in stream.integer(below: 100) } == [95, 99, 73, 40, 26, 72])
    var order = Array(0..<8)
    stream.shuffle(&order)
    #expect(order == [6, 5, 7, 4, 3, 0, 1, 2])
  }

  @Test func `streams of different names and seeds share nothing`() {
    func bits(_ stream: RandomStream) -> [UInt64] {
      var stream = stream
      return (0..<100).map { _ in stream.next() }
    }
    let all = [
      bits(Self.stream("a")), bits(Self.stream("b")), bits(Self.stream("")),
      bits(Self.stream("a", seed: 8)), bits(Self.stream("a", seed: 0)),
    ]
    #expect(Set(all.joined()).count == 500)
    #expect(bits(Self.stream("a")) == all[0])
  }

  @Test func `a saved stream goes on where it was`() throws {
    var stream = Self.stream()
    _ = stream.normal()
    var again = try JSONDecoder().decode(
      RandomStream.self, from: JSONEncoder().encode(stream))
    #expect(again == stream)
    #expect(again.next() == stream.next())
  }

  /// Mean 1/2, variance 1/12, and each of 64 bins within five standard deviations of its share.
  @Test func `uniform numbers are uniform`() {
    var stream = Self.stream()
    let numbers = (0..<64_000).map { _ in stream.uniform() }
    #expect(numbers.allSatisfy { (0..<1).contains($0) })
    let mean = numbers.reduce(0, +) / 64_000
    #expect(abs(mean - 0.5) < 5 * (1 / 12.0 / 64_000).squareRoot(), "seed \(Self.seed)")
    var bins = [Int](repeating: 0, count: 64)
    for number in numbers { bins[Int(number * 64)] += 1 }
    #expect(bins.allSatisfy { abs($0 - 1000) < 160 }, "seed \(Self.seed)")
    let between = (0..<1000).map { _ in stream.uniform(in: -3 ... -1) }
    #expect(between.allSatisfy { (-3 ... -1).contains($0) })
  }

  /// Each moment within five standard deviations of its estimate.
  @Test func `normal numbers have the moments of the normal distribution`() {
    var stream = Self.stream()
    let count = 100_000.0
    let numbers = (0..<Int(count)).map { _ in stream.normal() }
    func moment(_ power: Double) -> Double {
      numbers.reduce(0) { $0 + pow($1, power) } / count
    }
    #expect(abs(moment(1)) < 5 * (1 / count).squareRoot(), "seed \(Self.seed)")
    #expect(abs(moment(2) - 1) < 5 * (2 / count).squareRoot(), "seed \(Self.seed)")
    #expect(abs(moment(3)) < 5 * (15 / count).squareRoot(), "seed \(Self.seed)")
    #expect(abs(moment(4) - 3) < 5 * (96 / count).squareRoot(), "seed \(Self.seed)")
    let tail = Double(numbers.count { abs($0) > 1.959963984540054 }) / count
    #expect(abs(tail - 0.05) < 5 * (0.05 * 0.95 / count).squareRoot(), "seed \(Self.seed)")
  }

  @Test(arguments: [1, 2, 3, 7, 10, 1000]) func `whole numbers are unbiased`(bound: Int) {
    var stream = Self.stream()
    let share = 20_000
    var counts = [Int](repeating: 0, count: min(bound, 10))
    for _ in 0..<share * counts.count {
      let number = stream.integer(below: bound)
      #expect((0..<bound).contains(number))
      counts[number * counts.count / bound] += 1
    }
    let deviation = Double(share).squareRoot()
    #expect(counts.allSatisfy { abs(Double($0 - share)) < 5 * deviation }, "seed \(Self.seed)")
  }

  /// The bound goes into 2⁶⁴ two times and two thirds: a mere remainder would give the upper third a
  /// quarter of the draws.
  @Test func `a large bound rejects what would favour small numbers`() {
    var stream = Self.stream()
    let bound = Int.max / 4 * 3
    let high = (0..<6000).count { _ in stream.integer(below: bound) >= bound / 3 * 2 }
    #expect(abs(high - 2000) < 5 * 37, "seed \(Self.seed)")
  }

  @Test func `every order is as likely`() {
    var stream = Self.stream()
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 {
      var order = [0, 1, 2, 3]
      stream.shuffle(&order)
      counts[order, default: 0] += 1
    }
    #expect(counts.count == 24)
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 160 }, "seed \(Self.seed)")
  }
}
