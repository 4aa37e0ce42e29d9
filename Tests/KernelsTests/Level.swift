import CKernels

/// An instruction set that this machine can run, as an argument of a test.
struct Level: Sendable, CustomStringConvertible {
  let description: String
  /// Points to a constant.
  private nonisolated(unsafe) let table: UnsafePointer<ll_kernels>

  static let available: [Level] = [
    ("baseline", LL_BASELINE), ("avx2", LL_AVX2), ("avx512", LL_AVX512),
  ].compactMap { name, level in
    ll_kernels_for(level).map { Level(description: name, table: $0) }
  }

  var kernels: ll_kernels { table.pointee }
}
