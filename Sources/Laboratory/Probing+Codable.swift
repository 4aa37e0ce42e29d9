import Models

extension Probing: Codable {
  private enum Key: CodingKey {
    case reach, gates, transferLengths, recordings
  }

  /// Reads what `encode` wrote; versions without recordings wrote nothing of them.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      reach: try container.decode(Bool.self, forKey: .reach),
      gates: try container.decode(Bool.self, forKey: .gates),
      transferLengths: try container.decode([Int].self, forKey: .transferLengths),
      recordings: try container.decodeIfPresent([RecordedSequence].self, forKey: .recordings) ?? [])
  }

  /// Writes what is asked for; where that is no recording, as versions without them do.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(reach, forKey: .reach)
    try container.encode(gates, forKey: .gates)
    try container.encode(transferLengths, forKey: .transferLengths)
    if !recordings.isEmpty { try container.encode(recordings, forKey: .recordings) }
  }
}
