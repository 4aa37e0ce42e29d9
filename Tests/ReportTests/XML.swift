/// A reader of just enough XML to notice what is not well formed: tags that do not match, attributes without
/// quotes or written twice, stray `<` and `&`.
struct XML {
  struct Problem: Error { let text: String }

  private(set) var elements: [String] = []
  private(set) var texts: [String] = []
  private var rest: Substring

  /// Reads the whole text, or says what is wrong.
  init(_ text: String) throws {
    rest = text[...]
    if rest.hasPrefix("<?xml") { try skip(past: "?>") }
    var open: [String] = []
    while !rest.isEmpty {
      if rest.hasPrefix("</") {
        rest = rest.dropFirst(2)
        let name = word()
        guard rest.first == ">", open.popLast() == name else { throw Problem(text: "</\(name)>") }
        rest = rest.dropFirst()
      } else if rest.first == "<" {
        rest = rest.dropFirst()
        let name = word()
        guard !name.isEmpty else { throw Problem(text: "a stray < before \(rest.prefix(30))") }
        elements.append(name)
        if try attributes(of: name) { open.append(name) }
      } else {
        let text = rest.prefix { $0 != "<" }
        try checkReferences(text)
        let isBlank = text.allSatisfy(\.isWhitespace)
        guard isBlank || !open.isEmpty else { throw Problem(text: "text outside: \(text)") }
        if !isBlank { texts.append(String(text)) }
        rest = rest.dropFirst(text.count)
      }
    }
    guard open.isEmpty else { throw Problem(text: "never closed: \(open)") }
  }

  /// Reads up to the end of the tag; whether content follows.
  private mutating func attributes(of element: String) throws -> Bool {
    var seen: Set<String> = []
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.hasPrefix("/>") {
        rest = rest.dropFirst(2)
        return false
      }
      if rest.first == ">" {
        rest = rest.dropFirst()
        return true
      }
      let name = word()
      guard !name.isEmpty, seen.insert(name).inserted, rest.hasPrefix("=\"") else {
        throw Problem(text: "attribute \(name) of \(element) before \(rest.prefix(30))")
      }
      rest = rest.dropFirst(2)
      let value = rest.prefix { $0 != "\"" }
      guard !value.contains("<") else { throw Problem(text: "< in \(name)") }
      try checkReferences(value)
      rest = rest.dropFirst(value.count + 1)
    }
  }

  private func checkReferences(_ text: Substring) throws {
    for piece in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
      let name = piece.prefix { $0 != ";" }
      let isKnown = ["amp", "lt", "gt", "quot"].contains(name) || name.hasPrefix("#")
      guard isKnown && name.count < piece.count else { throw Problem(text: "&\(piece)") }
    }
    let isAllowed = text.unicodeScalars.allSatisfy { $0 >= " " || $0 == "\n" || $0 == "\t" }
    guard isAllowed else { throw Problem(text: "a control character") }
  }

  private mutating func word() -> String {
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-:_".contains($0)) }
    rest = rest.dropFirst(name.count)
    return String(name)
  }

  private mutating func skip(past end: String) throws {
    while !rest.isEmpty && !rest.hasPrefix(end) { rest = rest.dropFirst() }
    rest = rest.dropFirst(end.count)
  }
}
