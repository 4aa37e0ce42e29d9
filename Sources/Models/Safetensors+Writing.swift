extension Safetensors {
  /// Writes a file: the whole of it, or nothing.
  ///
  /// - Throws: `FileError` when that is not possible; a file that was there before is then kept.
  public func write(to path: String) throws(FileError) {
    try AtomicFile.write(encoded(), to: path)
  }

  /// The bytes of the file: all numbers as F32, in the order of the tensors.
  ///
  /// The same value always gives the same bytes. No two tensors may have the same name, and none
  /// the name `__metadata__`, which the format keeps for itself.
  public func encoded() -> [UInt8] {
    var header = Array(headerText().utf8)
    // Padded as the format's own library does, so that the numbers lie where processors like them.
    while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
    precondition(
      header.count <= SafetensorsHeader.limit,
      "a safetensors header of \(header.count) bytes could not be read back")

    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + 4 * tensors.reduce(0) { $0 + $1.scalars.count })
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: header.count >> shift))
    }
    bytes += header
    for tensor in tensors {
      for scalar in tensor.scalars {
        let bits = scalar.bitPattern
        bytes.append(UInt8(truncatingIfNeeded: bits))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 24))
      }
    }
    return bytes
  }

  private func headerText() -> String {
    var members: [String] = []
    if !metadata.isEmpty {
      // By bytes: the order of strings depends on the version of Unicode.
      let keys = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      let pairs = keys.map { "\($0.key.json):\($0.value.json)" }
      members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var names: Set<String> = ["__metadata__"]
    var begin = 0
    for tensor in tensors {
      precondition(
        names.insert(tensor.name).inserted,
        "the name \(tensor.name) is taken: tensors of one file need names of their own")
      let end = begin + 4 * tensor.scalars.count
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(tensor.name.json):{\"dtype\":\"F32\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(begin),\(end)]}")
      begin = end
    }
    return "{\(members.joined(separator: ","))}"
  }
}
