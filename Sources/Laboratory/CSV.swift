/// Tables as RFC 4180 has them, which pandas and R read at once.
enum CSV {
  /// A header and rows of as many fields.
  static func text(_ header: [String], _ rows: [[String]]) -> String {
    ([header] + rows).map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  /// A number, or an empty field where there is none.
  static func field(_ number: (some CustomStringConvertible)?) -> String {
    number.map { "\($0)" } ?? ""
  }

  /// A field, quoted where it must be.
  private static func quoted(_ text: String) -> String {
    // By scalars: a line end of two is one character, and no comma.
    let special = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    return special
      ? "\""
        + text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\"" : text
  }
}
