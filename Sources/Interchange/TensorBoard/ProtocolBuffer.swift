/// A message of protocol buffers, written field by field
/// (https://protobuf.dev/programming-guides/encoding).
struct ProtocolBuffer {
  /// The message so far.
  private(set) var bytes: [UInt8] = []

  private enum Wire: UInt64 {
    case varint = 0
    case fixed64 = 1
    case lengthDelimited = 2
    case fixed32 = 5
  }

  /// A whole number that is not negative.
  mutating func add(_ number: Int, field: Int) {
    tag(field, .varint)
    varint(UInt64(max(0, number)))
  }

  /// A `double`.
  mutating func add(_ number: Double, field: Int) {
    tag(field, .fixed64)
    littleEndian(number.bitPattern)
  }

  /// A `float`.
  mutating func add(_ number: Float, field: Int) {
    tag(field, .fixed32)
    littleEndian(number.bitPattern)
  }

  /// A text.
  mutating func add(_ text: String, field: Int) { add(Array(text.utf8), field: field) }

  /// A message within the message.
  mutating func add(_ message: ProtocolBuffer, field: Int) { add(message.bytes, field: field) }

  /// A packed list of `double`.
  mutating func add(_ numbers: [Double], field: Int) {
    tag(field, .lengthDelimited)
    varint(UInt64(8 * numbers.count))
    for number in numbers { littleEndian(number.bitPattern) }
  }

  private mutating func add(_ content: [UInt8], field: Int) {
    tag(field, .lengthDelimited)
    varint(UInt64(content.count))
    bytes += content
  }

  private mutating func tag(_ field: Int, _ wire: Wire) {
    varint(UInt64(field) << 3 | wire.rawValue)
  }

  /// Seven bits a byte, the lowest first; a byte that is not the last has its highest bit set.
  private mutating func varint(_ number: UInt64) {
    var rest = number
    while rest > 0x7f {
      bytes.append(UInt8(rest & 0x7f | 0x80))
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func littleEndian(_ pattern: some FixedWidthInteger) {
    bytes += pattern.littleEndianBytes
  }
}

extension FixedWidthInteger {
  /// The bytes of a number, the lowest first.
  var littleEndianBytes: [UInt8] {
    stride(from: 0, to: bitWidth, by: 8).map { UInt8(truncatingIfNeeded: self >> $0) }
  }
}
