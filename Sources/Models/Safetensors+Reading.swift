extension Safetensors {
  /// Reads a file.
  ///
  /// The header is checked against the file's size before the numbers are read, one tensor at a
  /// time. F32, F16, BF16 and F64 become `Float`; any other type is refused.
  ///
  /// - Throws: `SafetensorsError`, which names the file, and the tensor where it is about one.
  public init(contentsOf path: String) throws(SafetensorsError) {
    let file = try Self.file { () throws(FileError) in try OpenFile.reading(path) }
    let size = try Self.file { () throws(FileError) in try file.size() }
    try self.init(size: size, source: path) { (count) throws(SafetensorsError) in
      try Self.file { () throws(FileError) in try file.next(count)[...] }
    }
  }

  /// Reads the bytes of a file that are already in memory, say from a checkpoint.
  ///
  /// `source` is what errors call them.
  ///
  /// - Throws: `SafetensorsError`, as for a file.
  public init(
    bytes: [UInt8], source: String = "safetensors data"
  ) throws(SafetensorsError) {
    var rest = bytes[...]
    try self.init(size: bytes.count, source: source) { count in
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
  }

  /// Reads `size` bytes, which `next` hands over from the first to the last.
  private init(
    size: Int, source: String, next: (Int) throws(SafetensorsError) -> ArraySlice<UInt8>
  ) throws(SafetensorsError) {
    func malformed(found: String, expected: String) -> SafetensorsError {
      .malformed(.init(source: source, tensor: nil, found: found, expected: expected))
    }
    func bytes(_ count: Int) throws(SafetensorsError) -> ArraySlice<UInt8> {
      let bytes = try next(count)
      if bytes.count == count { return bytes }
      // Only if somebody cuts the file short while it is being read.
      throw malformed(found: "\(bytes.count) bytes", expected: "another \(count)")
    }

    guard size >= 8 else {
      throw malformed(found: "\(size) bytes", expected: "at least the 8 of the header's length")
    }
    let length = littleEndian(try bytes(8))
    guard length <= SafetensorsHeader.limit else {
      throw malformed(
        found: "a header of \(length) bytes",
        expected: "at most \(SafetensorsHeader.limit), as safetensors files have")
    }
    let dataSize = size - 8 - Int(length)
    guard dataSize >= 0 else {
      throw malformed(
        found: "a header of \(length) bytes",
        expected: "at most the \(size - 8) that follow its length")
    }
    let header = try SafetensorsHeader(
      Array(try bytes(Int(length))), dataSize: dataSize, source: source)
    self.init(metadata: header.metadata)
    for entry in header.entries {
      let scalars = entry.type.scalars(in: try bytes(entry.end - entry.begin))
      tensors.append(Tensor(name: entry.name, shape: entry.shape, scalars: scalars))
    }
  }

  /// What `body` gives, or its error as one of reading safetensors.
  private static func file<Result: ~Copyable>(
    _ body: () throws(FileError) -> Result
  ) throws(SafetensorsError) -> Result {
    do throws(FileError) {
      return try body()
    } catch {
      throw .file(error)
    }
  }
}
