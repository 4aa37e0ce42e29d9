/// What stands in a sweep file, with the place where it stands.
struct SourceNode: Sendable {
  /// A value, a list or a mapping.
  enum Content: Sendable {
    /// A value; in quotation marks it is text, whatever it looks like.
    case scalar(String, isQuoted: Bool)
    case list([SourceNode])
    case mapping([Pair])
  }

  /// A key and what it stands for.
  struct Pair: Sendable {
    let key: String
    let keyPlace: Place
    let value: SourceNode
  }

  let content: Content
  let place: Place

  /// Nothing written, `~` or `null`.
  var isEmpty: Bool {
    guard case .scalar(let text, isQuoted: false) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// As a sentence about a key goes on: `is 'many'`, `is a list`.
  var found: String {
    switch content {
    case .scalar(let text, let isQuoted):
      isEmpty ? "has no value" : isQuoted ? "is the text \(text.shown)" : "is \(text.shown)"
    case .list(let list): list.isEmpty ? "is an empty list" : "is a list"
    case .mapping(let pairs): pairs.isEmpty ? "is an empty mapping" : "is a mapping"
    }
  }
}
