/// What the header of a safetensors file says, once it is known to be consistent.
///
/// Everything is checked here, against the size of the data that follows, before one number is
/// read: a file of any size is refused at the cost of its header.
struct SafetensorsHeader {
  /// The largest header that is read, the format's own limit.
  static let limit = 100_000_000

  /// One tensor, and the bytes after the header that hold its numbers.
  struct Entry {
    let name: String
    let type: Safetensors.ScalarType
    let shape: [Int]
    let begin: Int
    let end: Int
  }

  /// The tensors in the order of their bytes, which follow each other from the first to the last.
  private(set) var entries: [Entry] = []
  private(set) var metadata: [String: String] = [:]

  init(_ bytes: [UInt8], dataSize: Int, source: String) throws(SafetensorsError) {
    var scanner = try HeaderScanner(bytes, source: source)
    try scanner.expect("{", "an object")
    var names: Set<String> = []
    while let name = try scanner.nextKey(&names) {
      if name == "__metadata__" {
        metadata = try Self.metadata(&scanner)
      } else {
        scanner.tensor = name
        entries.append(try Self.entry(name, &scanner, source: source))
        scanner.tensor = nil
      }
    }
    try scanner.end()
    entries.sort { ($0.begin, $0.end) < ($1.begin, $1.end) }
    try checkCoverage(of: dataSize, &scanner)
  }

  private static func metadata(
    _ scanner: inout HeaderScanner
  ) throws(SafetensorsError) -> [String: String] {
    var result: [String: String] = [:]
    var keys: Set<String> = []
    try scanner.expect("{", "__metadata__ to be an object")
    while let key = try scanner.nextKey(&keys) {
      result[key] = try scanner.string("__metadata__ to hold text only")
    }
    return result
  }

  private static func entry(
    _ name: String, _ scanner: inout HeaderScanner, source: String
  ) throws(SafetensorsError) -> Entry {
    var type: String?
    var shape: [Int]?
    var offsets: [Int]?
    var fields: Set<String> = []
    try scanner.expect("{", "an object that describes the tensor")
    while let field = try scanner.nextKey(&fields) {
      switch field {
      case "dtype": type = try scanner.string("dtype to be text")
      case "shape": shape = try scanner.wholeNumbers("shape")
      case "data_offsets": offsets = try scanner.wholeNumbers("data_offsets")
      default:
        throw scanner.malformed(
          found: "the field \(field.quoted())", expected: "dtype, shape and data_offsets")
      }
    }
    guard let type else { throw scanner.malformed(found: "no dtype", expected: "one") }
    guard let shape else { throw scanner.malformed(found: "no shape", expected: "one") }
    guard let offsets else { throw scanner.malformed(found: "no data_offsets", expected: "two") }
    guard offsets.count == 2 else {
      throw scanner.malformed(found: "\(offsets.count) data_offsets", expected: "two")
    }
    guard let scalarType = Safetensors.ScalarType(rawValue: type) else {
      let known = Safetensors.ScalarType.allCases.map(\.rawValue)
      throw .unsupported(
        .init(
          source: source, tensor: name, found: "numbers of type \(type.quoted())",
          expected: "one of \(known.joined(separator: ", "))"))
    }
    let entry = Entry(
      name: name, type: scalarType, shape: shape, begin: offsets[0], end: offsets[1])
    try checkSize(of: entry, &scanner)
    return entry
  }

  /// The span of a tensor must be what its shape and type need.
  private static func checkSize(
    of entry: Entry, _ scanner: inout HeaderScanner
  ) throws(SafetensorsError) {
    if entry.begin > entry.end {
      throw scanner.malformed(
        found: "data_offsets from \(entry.begin) back to \(entry.end)",
        expected: "the end not before the beginning")
    }
    var size = entry.type.size
    for length in entry.shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      if overflow {
        throw scanner.malformed(
          found: "the shape \(shown(entry.shape))", expected: "fewer than \(Int.max) bytes")
      }
      size = product
    }
    if entry.end - entry.begin != size {
      throw scanner.malformed(
        found: "\(entry.end - entry.begin) bytes of data",
        expected: "\(size) for the shape \(shown(entry.shape)) in \(entry.type.rawValue)")
    }
  }

  /// Together the tensors must take every byte of the data exactly once.
  private func checkCoverage(
    of dataSize: Int, _ scanner: inout HeaderScanner
  ) throws(SafetensorsError) {
    var position = 0
    for entry in entries {
      scanner.tensor = entry.name
      if entry.begin < position {
        throw scanner.malformed(
          found: "data that begins at \(entry.begin) and overlaps another tensor's",
          expected: "it at \(position)")
      }
      if entry.begin > position {
        throw scanner.malformed(
          found: "a hole in the data from \(position) to \(entry.begin)",
          expected: "the tensor to begin at \(position)")
      }
      if entry.end > dataSize {
        throw scanner.malformed(
          found: "data up to byte \(entry.end)", expected: "no more than the \(dataSize) there are")
      }
      position = entry.end
    }
    scanner.tensor = nil
    if position < dataSize {
      throw scanner.malformed(
        found: "\(dataSize - position) bytes after the last tensor", expected: "none")
    }
  }

  /// A shape for an error; a hostile one may have millions of axes.
  private static func shown(_ shape: [Int]) -> String {
    shape.count > 8 ? "\(shape.prefix(8)) and \(shape.count - 8) more axes" : "\(shape)"
  }
}
