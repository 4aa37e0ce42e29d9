import Models

extension String {
  /// The text as a sentence shows it: in quotation marks, short, and with nothing that a terminal
  /// would obey.
  var shown: String { "'" + quoted(limit: 60).dropFirst().dropLast() + "'" }
}

extension Int {
  /// With its thousands grouped: `19,000`.
  var grouped: String {
    var text = ""
    for (index, digit) in String(magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + String(text.reversed())
  }

  /// With a noun behind: `1 value`, `3 values`.
  func of(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }
}
