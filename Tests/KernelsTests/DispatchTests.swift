import CKernels
import Testing

@Suite struct DispatchTests {
  @Test("The baseline is always there")
  func baseline() {
    #expect(ll_kernels_for(LL_BASELINE) != nil)
  }

  @Test("A table has every kernel, and the name of its level", arguments: Level.available)
  func tables(level: Level) {
    let kernels = level.kernels
    #expect(String(cString: kernels.name) == level.description)
    #expect([4, 8, 16].contains(kernels.lanes))
    let functions: [UnsafeRawPointer?] = [
      unsafeBitCast(kernels.packed_count, to: UnsafeRawPointer?.self),
      unsafeBitCast(kernels.pack, to: UnsafeRawPointer?.self),
      unsafeBitCast(kernels.product, to: UnsafeRawPointer?.self),
      unsafeBitCast(kernels.outer, to: UnsafeRawPointer?.self),
      unsafeBitCast(kernels.column_sum, to: UnsafeRawPointer?.self),
      unsafeBitCast(kernels.strips, to: UnsafeRawPointer?.self),
      unsafeBitCast(kernels.softmax_cross_entropy, to: UnsafeRawPointer?.self),
      unsafeBitCast(kernels.adam, to: UnsafeRawPointer?.self),
      unsafeBitCast(kernels.sum_of_squares, to: UnsafeRawPointer?.self),
    ]
    #expect(functions.allSatisfy { $0 != nil })
  }

  @Test("Levels agree with each other to rounding")
  func agreement() {
    var generator = SeededGenerator()
    let a = generator.floats(5 * 40)
    let w = generator.floats(40 * 21)
    let results = Level.available.map { level in
      let kernels = level.kernels
      var packed = [Float](repeating: 0, count: Int(kernels.packed_count(40, 21)))
      kernels.pack(40, 21, w, 21, 1, &packed)
      var out = [Float](repeating: 0, count: 5 * 21)
      a.withUnsafeBufferPointer { a in
        packed.withUnsafeBufferPointer { packed in
          let term = ll_term(a: a.baseAddress, packed: packed.baseAddress, depth: 40)
          kernels.product(5, 21, 1, [term], nil, 0, nil, &out)
        }
      }
      return out
    }
    for result in results {
      #expect(zip(result, results[0]).allSatisfy { abs($0 - $1) < 1e-5 })
    }
  }

  @Test("Denormals are flushed between the two calls, and nowhere else")
  func denormals() {
    // Opaque to the compiler, which would otherwise do the division itself.
    func half(_ x: Float) -> Float { x / Float(Int.random(in: 2...2)) }
    #expect(half(.leastNormalMagnitude) != 0)
    let state = ll_flush_denormals()
    let flushed = half(.leastNormalMagnitude)
    ll_restore_denormals(state)
    #expect(flushed == 0)
    #expect(half(.leastNormalMagnitude) != 0)
  }
}
