/// Reads the forms of JSON that the header of a safetensors file consists of, and no others.
///
/// The caller asks for each piece in turn, so the scanner is never recursive, and nesting however
/// deep ends at the first bracket that does not belong. It knows what a general reader of JSON
/// hides: a key that occurs twice, and a number that was not written as a whole number.
struct HeaderScanner {
  private let bytes: [UInt8]
  private var position = 0
  private let source: String

  /// The tensor that is being read, for errors.
  var tensor: String?

  /// Starts before the first byte of a header.
  init(_ bytes: [UInt8], source: String) throws(SafetensorsError) {
    self.bytes = bytes
    self.source = source
    if String(validating: bytes, as: UTF8.self) == nil {
      throw malformed(found: "a header that is not UTF-8", expected: "JSON in UTF-8")
    }
    if bytes.first != UInt8(ascii: "{") { throw unexpected("the header to begin with {") }
  }

  /// An error here, about what is being read.
  func malformed(found: String, expected: String) -> SafetensorsError {
    .malformed(.init(source: source, tensor: tensor, found: found, expected: expected))
  }

  /// The next key of an object and the colon after it, or nil at the object's end.
  ///
  /// `seen` holds the keys so far; it starts empty, after the opening brace.
  mutating func nextKey(_ seen: inout Set<String>) throws(SafetensorsError) -> String? {
    if take("}") { return nil }
    if !seen.isEmpty { try expect(",", "a comma or }") }
    let key = try string("a key in quotation marks")
    if !seen.insert(key).inserted {
      throw malformed(found: "the key \(key.quoted()) twice", expected: "every key once")
    }
    try expect(":", "a colon")
    return key
  }

  /// A list of whole numbers; `name` says of what.
  mutating func wholeNumbers(_ name: String) throws(SafetensorsError) -> [Int] {
    var result: [Int] = []
    try expect("[", "\(name) to be a list of whole numbers")
    if take("]") { return result }
    repeat { result.append(try wholeNumber(name)) } while take(",")
    try expect("]", "a comma or ]")
    return result
  }

  /// The end of the header; only white space may be left.
  mutating func end() throws(SafetensorsError) {
    skipSpace()
    if position < bytes.count { throw unexpected("the end of the header") }
  }

  /// One particular character; `expected` describes it.
  mutating func expect(
    _ character: Unicode.Scalar, _ expected: String
  ) throws(SafetensorsError) {
    if !take(character) { throw unexpected(expected) }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) {
      position += 1
    }
  }

  private mutating func wholeNumber(_ name: String) throws(SafetensorsError) -> Int {
    skipSpace()
    let digits = bytes[position...].prefix { "+-.0123456789eE".utf8.contains($0) }
    if digits.isEmpty { throw unexpected("\(name) to hold whole numbers") }
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.allSatisfy({ 0x30...0x39 ~= $0 }), digits.count == 1 || digits.first != 0x30,
      let number = Int(text)
    else {
      let shown = text.count > 40 ? "\(text.prefix(40))…" : text
      throw malformed(found: "\(shown) in \(name)", expected: "whole numbers from 0 to \(Int.max)")
    }
    position = digits.endIndex
    return number
  }

  private func unexpected(_ expected: String) -> SafetensorsError {
    guard position < bytes.count else {
      return malformed(found: "the end of the header", expected: expected)
    }
    let byte = bytes[position]
    let shown =
      0x21...0x7e ~= byte
      ? String(UnicodeScalar(byte)) : "the byte 0x\(String(byte, radix: 16))"
    return malformed(found: "\(shown) at byte \(position) of the header", expected: expected)
  }
}

extension HeaderScanner {
  /// A string, with its escapes resolved.
  mutating func string(_ expected: String) throws(SafetensorsError) -> String {
    try expect("\"", expected)
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        position += 1
        text += String(try escaped()).utf8
      case ..<0x20:
        throw unexpected("control characters to be escaped")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw unexpected("a quotation mark that ends the string")
  }

  private mutating func escaped() throws(SafetensorsError) -> Unicode.Scalar {
    guard position < bytes.count else { throw unexpected("the rest of an escape") }
    let plain: [UInt8: Unicode.Scalar] = [
      0x22: "\"", 0x5c: "\\", 0x2f: "/", 0x62: "\u{8}", 0x66: "\u{c}", 0x6e: "\n", 0x72: "\r",
      0x74: "\t",
    ]
    if let character = plain[bytes[position]] {
      position += 1
      return character
    }
    let start = position
    var code = try codeUnit()
    if 0xd800..<0xdc00 ~= code, position < bytes.count, bytes[position] == UInt8(ascii: "\\") {
      position += 1
      let low = try codeUnit()
      // Anything but a low surrogate here makes a code that is none, and fails below.
      code = 0xdc00..<0xe000 ~= low ? 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00) : code
    }
    guard let scalar = Unicode.Scalar(code) else {
      position = start
      throw unexpected("both halves of a surrogate pair")
    }
    return scalar
  }

  private mutating func codeUnit() throws(SafetensorsError) -> UInt32 {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "u") else {
      throw unexpected("an escape of JSON")
    }
    let digits = bytes[(position + 1)...].prefix(4)
    guard digits.count == 4,
      digits.allSatisfy({ UnicodeScalar($0).properties.isASCIIHexDigit }),
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw unexpected("four hexadecimal digits after \\u") }
    position = digits.endIndex
    return code
  }
}
