/// Reads the book's text format, byte by byte.
///
/// One row a line: symbols parted by spaces, a TAB, the label, a line feed. A carriage return before
/// the line feed, a byte order mark before the first row and blank lines after the last are accepted.
struct DatasetText {
  /// A number above this is a mistake in the file, not an alphabet: an embedding has a row for each.
  static let largest = 1 << 16

  let bytes: [UInt8]
  /// The file's name, for the sentences of errors.
  let name: String
  /// Symbols lie below, where it is known.
  let alphabet: Int?
  /// Labels lie below, where it is known.
  let classes: Int?

  /// The rows, the largest symbol and the largest label.
  struct Content {
    var examples: [Example] = []
    var largestSymbol = 0
    var largestLabel = 0
  }

  func parse() throws(TaskError) -> Content {
    var content = Content()
    var start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var line = 0
    var blank: Int?
    while start < bytes.count {
      line += 1
      let feed = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var row = bytes[start..<feed]
      if row.last == UInt8(ascii: "\r") { row.removeLast() }
      start = feed + 1
      if row.allSatisfy({ $0 == UInt8(ascii: " ") }) {
        blank = blank ?? line
      } else if let blank {
        throw error(blank, found: "a blank line between rows", expected: Self.row)
      } else {
        try parse(row, line: line, into: &content)
      }
    }
    guard !content.examples.isEmpty else {
      throw .file(
        path: name, found: bytes.isEmpty ? "an empty file" : "blank lines only",
        expected: "at least one row: \(Self.row)")
    }
    return content
  }

  private static let row = "symbols parted by spaces, a TAB and a label"

  private func parse(
    _ row: ArraySlice<UInt8>, line: Int, into content: inout Content
  ) throws(TaskError) {
    let columns = row.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    guard columns.count == 2 else {
      let found = columns.count == 1 ? "no TAB in \(quoted(row))" : "\(columns.count - 1) TABs"
      throw error(line, found: found, expected: Self.row)
    }
    let words = columns[0].split(separator: UInt8(ascii: " "))
    guard !words.isEmpty else {
      throw error(line, found: "no symbol before the TAB", expected: Self.row)
    }
    var symbols: [Int32] = []
    symbols.reserveCapacity(words.count)
    for word in words {
      symbols.append(try number(word, line, "symbol", below: alphabet))
    }
    let labels = columns[1].split(separator: UInt8(ascii: " "))
    guard labels.count == 1 else {
      throw error(
        line, found: labels.isEmpty ? "nothing after the TAB" : "\(labels.count) labels",
        expected: "one label")
    }
    let label = try number(labels[0], line, "label", below: classes)
    for symbol in symbols { content.largestSymbol = max(content.largestSymbol, Int(symbol)) }
    content.largestLabel = max(content.largestLabel, Int(label))
    let slices = [Slice(.length, symbols.count)]
    content.examples.append(Example(symbols: symbols, label: label, slices: slices))
  }

  private func number(
    _ word: ArraySlice<UInt8>, _ line: Int, _ what: String, below bound: Int?
  ) throws(TaskError) -> Int32 {
    let bound = bound ?? Self.largest
    var value = 0
    for byte in word {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else {
        throw error(
          line, found: quoted(word), expected: "a \(what), a whole number in 0...\(bound - 1)")
      }
      // Enough to be out of bounds, and far from overflow.
      value = min(value * 10 + Int(byte - UInt8(ascii: "0")), Int(Int32.max))
    }
    guard value < bound else {
      throw error(line, found: "\(what) \(quoted(word))", expected: "a \(what) in 0...\(bound - 1)")
    }
    return Int32(value)
  }

  private func error(_ line: Int, found: String, expected: String) -> TaskError {
    .row(file: name, line: line, found: found, expected: expected)
  }

  /// The beginning of what was found, fit for a sentence whatever the bytes.
  private func quoted(_ bytes: ArraySlice<UInt8>) -> String {
    let shown = bytes.prefix(24).map { byte in
      byte >= 0x20 && byte < 0x7f
        ? String(Unicode.Scalar(byte)) : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "\"" + shown.joined() + (bytes.count > 24 ? "..." : "") + "\""
  }
}
