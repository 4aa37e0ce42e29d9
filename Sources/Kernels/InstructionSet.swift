import CKernels

/// The vector instructions a machine runs on.
public enum InstructionSet: String, CaseIterable, Sendable, Codable {
  /// 512-bit vectors with fused multiply-add.
  case avx512
  /// 256-bit vectors with fused multiply-add.
  case avx2
  /// 128-bit vectors: SSE2 on x86-64, NEON on Arm.
  case baseline

  /// The widest that this processor runs.
  public static let best = allCases.first(where: \.isAvailable) ?? .baseline

  /// Whether this processor runs it.
  public var isAvailable: Bool { ll_kernels_for(level) != nil }

  /// Floats in one vector.
  public var lanes: Int { Int(table.pointee.lanes) }

  /// Floats that a packed matrix takes.
  public func packedCount(depth: Int, columns: Int) -> Int {
    Int(table.pointee.packed_count(Int64(depth), Int64(columns)))
  }

  private var level: ll_level {
    switch self {
    case .avx512: LL_AVX512
    case .avx2: LL_AVX2
    case .baseline: LL_BASELINE
    }
  }

  var table: UnsafePointer<ll_kernels> {
    guard let table = ll_kernels_for(level) else {
      preconditionFailure("this processor does not run \(rawValue) instructions")
    }
    return table
  }
}
