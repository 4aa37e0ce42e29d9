extension DigitSum {
  // Not private: the encoding is synthesized in the file of the type.
  enum CodingKeys: String, CodingKey {
    case length, variant, copies, pairs, dev
  }

  /// Reads a digit sum; everything but the length may be left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      length: try container.decode(Int.self, forKey: .length),
      variant: try container.decodeIfPresent(Variant.self, forKey: .variant) ?? .book,
      copies: try container.decodeIfPresent(PerSplit<Int>.self, forKey: .copies),
      pairs: try container.decodeIfPresent(Pairs.self, forKey: .pairs) ?? .same,
      dev: try container.decodeIfPresent(DevRows.self, forKey: .dev))
  }
}
