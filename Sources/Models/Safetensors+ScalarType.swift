extension Safetensors {
  /// The kinds of numbers that can be read, by their names in the format.
  enum ScalarType: String, CaseIterable {
    case float32 = "F32"
    case float16 = "F16"
    case brainFloat16 = "BF16"
    case float64 = "F64"

    /// The number of bytes that one takes.
    var size: Int {
      switch self {
      case .float16, .brainFloat16: 2
      case .float32: 4
      case .float64: 8
      }
    }

    /// The numbers that lie in `bytes`; those of 64 bits are rounded.
    func scalars(in bytes: ArraySlice<UInt8>) -> [Float] {
      stride(from: bytes.startIndex, to: bytes.endIndex, by: size).map { start in
        let bits = littleEndian(bytes[start..<start + size])
        switch self {
        case .float32: return Float(bitPattern: UInt32(truncatingIfNeeded: bits))
        case .float16: return half(UInt32(truncatingIfNeeded: bits))
        case .brainFloat16: return Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16)
        case .float64: return Float(Double(bitPattern: bits))
        }
      }
    }
  }
}

/// The unsigned number of up to eight bytes, the lowest first.
func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
  bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
}

/// The value of a half-precision number. (`Float16` does not exist on every Mac.)
private func half(_ bits: UInt32) -> Float {
  let exponent = bits >> 10 & 0x1f
  let fraction = bits & 0x3ff
  let magnitude: Float =
    switch exponent {
    case 0: Float(fraction) * 0x1p-24
    case 31: fraction == 0 ? .infinity : .nan
    default: Float(bitPattern: (exponent + 112) << 23 | fraction << 13)
    }
  return bits >> 15 == 0 ? magnitude : -magnitude
}
