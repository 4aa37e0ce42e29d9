/// A setting of an experiment that a sweep file can name, such as `model.hidden`, and what it can be.
struct Setting: Sendable {
  /// What a value can be.
  enum Kind: Sendable {
    /// A whole number in a range.
    case whole(ClosedRange<Int>)
    /// A real number; the words say which.
    case real(String, @Sendable (Double) -> Bool)
    /// `true` or `false`.
    case flag
    /// One of some names; the noun says of what.
    case choice(String, [String])
    /// Text in a notation; the words say in which.
    case notation(String, @Sendable (String) -> Bool)
    /// Whatever a task of one's own may read.
    case any
  }

  let key: String
  let kind: Kind

  /// Whether its values are numbers, so that they have ranges.
  var hasRanges: Bool {
    switch kind {
    case .whole, .real, .any: true
    case .flag, .choice, .notation: false
    }
  }

  /// What it can be, in words.
  var expectation: String {
    switch kind {
    case .whole(let range) where range == .min ... .max: "a whole number"
    case .whole(let range) where range.upperBound == .max:
      "a whole number, at least \(range.lowerBound)"
    case .whole(let range):
      "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .real(let words, _), .notation(let words, _): words
    case .flag: "true or false"
    case .choice(_, let names): "one of \(names.joined(separator: ", "))"
    case .any: "a value"
    }
  }

  /// The value that is written at a place.
  func read(_ node: SourceNode) throws(SweepFileError) -> SettingValue {
    guard case .scalar(let text, let isQuoted) = node.content, !node.isEmpty else {
      throw refusal(of: node)
    }
    switch kind {
    case .whole:
      guard !isQuoted, let number = Int(text) else { throw refusal(of: node) }
      return try check(.whole(number), at: node.place)
    case .real:
      guard !isQuoted, text.first?.isLetter != true, let number = Double(text) else {
        throw refusal(of: node)
      }
      return try check(.real(number), at: node.place)
    case .flag:
      guard !isQuoted, text == "true" || text == "false" else { throw refusal(of: node) }
      return .flag(text == "true")
    case .choice(let noun, let names):
      guard names.contains(text) else {
        throw node.place.unknown(.value, noun, text, known: names)
      }
      return .name(text)
    case .notation(_, let isValid):
      guard isValid(text) else { throw refusal(of: node) }
      return .name(text)
    case .any:
      if isQuoted { return .name(text) }
      if let number = Int(text) { return .whole(number) }
      if text == "true" || text == "false" { return .flag(text == "true") }
      if let number = DecimalNumber(text), number.value.isFinite { return .real(number.value) }
      return .name(text)
    }
  }

  /// Refuses a number that it cannot be.
  func check(_ value: SettingValue, at place: Place) throws(SweepFileError) -> SettingValue {
    let isValid =
      switch (kind, value) {
      case (.whole(let range), .whole(let number)): range.contains(number)
      case (.real(_, let contains), .real(let number)): number.isFinite && contains(number)
      default: true
      }
    guard isValid else {
      throw place.error(.value, "\(key) is \(value); expected \(expectation)")
    }
    return value
  }

  private func refusal(of node: SourceNode) -> SweepFileError {
    let isSingle = if case .scalar = node.content { true } else { false }
    return node.place.error(
      .value,
      "\(key) \(node.found); expected \(expectation)"
        + (isSingle ? "" : ", and below 'vary' what varies"))
  }
}
