import Testing
import Training

struct ClippingTests {
  private static func cut(_ clipping: Clipping, _ tensors: [[Double]]) -> [Float] {
    var gradients = tensors.joined().map(Float.init)
    var start = 0
    let ranges = tensors.map { tensor in
      defer { start += tensor.count }
      return start..<start + tensor.count
    }
    clipping.apply(to: &gradients, tensors: ranges)
    return gradients
  }

  /// Numbers of at most 2, multiplied once: two roundings of 1.2e-7.
  @Test func `what is left is what PyTorch leaves`() throws {
    let golden = try GoldenOptimizers.read().clipping
    let cases: [(Clipping, GoldenOptimizers.Clipped)] = [
      (.globalNorm(golden.globalNorm.limit), golden.globalNorm),
      (.perTensor(golden.perTensor.limit), golden.perTensor),
      (.value(golden.value.limit), golden.value),
    ]
    for (clipping, expected) in cases {
      let left = Self.cut(clipping, golden.gradients)
      #expect(distance(left, expected.clipped.flatMap(\.self)) < 2.5e-7, "\(clipping)")
    }
    #expect(golden.globalNorm.clipped != golden.perTensor.clipped)
  }

  @Test(arguments: [Clipping.globalNorm(5), .perTensor(5), .value(5)])
  func `what is small enough stays as it is`(clipping: Clipping) {
    let small: [[Double]] = [[1.5, -2, 0.25], [0.5, 0]]
    #expect(Self.cut(clipping, small) == small.joined().map(Float.init))
    #expect(Self.cut(clipping, [[0, 0]]) == [0, 0])
  }

  @Test func `descriptions are read back`() {
    for clipping in [Clipping.globalNorm(5), .perTensor(0.25), .value(1e-3)] {
      #expect(Clipping(clipping.description) == clipping)
    }
    for text in ["", "value", "value:", "value:-1", "value:0", "value:nan", "value:inf", "norm:5"] {
      #expect(Clipping(text) == nil, "\(text)")
    }
  }
}
