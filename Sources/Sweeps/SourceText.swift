import Models

/// The text of a sweep file, known to be text before a parser sees it.
struct SourceText: Sendable {
  /// Longer is not a sweep file, but something whose name was mistyped.
  static let mostBytes = 1_000_000

  let file: String
  let text: String

  /// Reads a file.
  ///
  /// - Throws: `FileError` where it cannot be read, `SweepFileError` where it is not text.
  init(contentsOf path: String) throws {
    let file = try OpenFile.reading(path)
    let bytes = try file.next(Self.mostBytes + 1)
    // The first bytes of a large binary file say more about it than its size.
    try self.init(bytes, file: path)
  }

  /// Text that was read before.
  init(_ bytes: [UInt8], file: String) throws(SweepFileError) {
    let start = Place(file: file)
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw start.error(.file, "found text in UTF-16; expected UTF-8")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    // Invalid bytes have become replacement characters, which a valid file may hold as well.
    let isValid = text.utf8.elementsEqual(bytes)
    var place = start
    for scalar in text.unicodeScalars {
      if !isValid, scalar == "\u{FFFD}" {
        throw place.error(.file, "found bytes that are not UTF-8; expected a text file")
      }
      let isByteOrderMark = scalar == "\u{FEFF}"
      guard Self.isText(scalar), !isByteOrderMark || place == start else {
        let code = String(scalar.value, radix: 16, uppercase: true)
        throw place.error(
          .file,
          "found the control character U+\(String(repeating: "0", count: max(0, 4 - code.count)))"
            + "\(code); expected a text file")
      }
      if scalar == "\n" {
        place.line += 1
        place.column = 1
      } else {
        place.column += 1
      }
    }
    guard bytes.count <= Self.mostBytes else {
      throw start.error(
        .file, "found more than \(Self.mostBytes.grouped) bytes; expected a sweep file")
    }
    self.file = file
    let hasByteOrderMark = text.unicodeScalars.first == "\u{FEFF}"
    self.text = hasByteOrderMark ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// What YAML calls printable (YAML 1.2, production 1).
  private static func isText(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
