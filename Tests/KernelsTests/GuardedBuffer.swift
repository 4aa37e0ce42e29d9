/// Floats between two fences. A kernel that writes past its buffer breaks a fence; one that reads
/// past it meets NaN, which shows in its results. The start is deliberately not aligned.
final class GuardedBuffer {
  let count: Int
  let start: UnsafeMutablePointer<Float>
  private let allocation: UnsafeMutablePointer<Float>
  private static let fence = 65
  private static let post = Float(bitPattern: 0x7fc0_dead)

  init(_ values: [Float]) {
    count = values.count
    allocation = .allocate(capacity: count + 2 * Self.fence)
    allocation.initialize(repeating: Self.post, count: count + 2 * Self.fence)
    start = allocation + Self.fence
    start.update(from: values, count: count)
  }

  convenience init(count: Int) {
    self.init(Array(repeating: Self.post, count: count))
  }

  deinit { allocation.deallocate() }

  var values: [Float] { Array(UnsafeBufferPointer(start: start, count: count)) }
  var bits: [UInt32] { values.map(\.bitPattern) }

  var isIntact: Bool {
    (0..<Self.fence).allSatisfy {
      allocation[$0].bitPattern == Self.post.bitPattern
        && start[count + $0].bitPattern == Self.post.bitPattern
    }
  }
}
