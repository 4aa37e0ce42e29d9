extension FileTask {
  // Not private: the encoding is synthesized in the file of the type.
  enum CodingKeys: String, CodingKey {
    case paths, fingerprints, alphabet, classes, length
  }

  /// Reads a task of files.
  ///
  /// With all its keys it is a value, and the files need not be there. With the paths alone, as one
  /// writes it by hand, the files are read now.
  ///
  /// - Throws: what `init(paths:alphabet:classes:)` throws, and what the decoder throws.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let paths = try container.decode(PerSplit<String>.self, forKey: .paths)
    let alphabet = try container.decodeIfPresent(Int.self, forKey: .alphabet)
    let classes = try container.decodeIfPresent(Int.self, forKey: .classes)
    let length = try container.decodeIfPresent(Int.self, forKey: .length)
    let fingerprints = try container.decodeIfPresent(
      PerSplit<Fingerprint>.self, forKey: .fingerprints)
    try Self.check(alphabet, "alphabet")
    try Self.check(classes, "classes")
    if let fingerprints, let alphabet, let classes, let length {
      self.init(
        paths: paths, fingerprints: fingerprints, alphabet: alphabet, classes: classes,
        length: length)
      return
    }
    let found = try FileTask(paths: paths, alphabet: alphabet, classes: classes)
    self.init(
      paths: paths, fingerprints: fingerprints ?? found.fingerprints, alphabet: found.alphabet,
      classes: found.classes, length: length ?? found.length)
  }
}
