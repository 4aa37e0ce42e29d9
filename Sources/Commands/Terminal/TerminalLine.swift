/// A line of text that knows how many columns of the terminal it takes: escape sequences take none.
struct TerminalLine {
  private(set) var text = ""
  private(set) var width = 0

  init(_ text: String = "") {
    append(text)
  }

  /// Adds text of which each character takes one column.
  mutating func append(_ more: String) {
    text += more
    width += more.count
  }

  /// Adds what takes no column.
  mutating func append(escape sequence: String) {
    text += "\u{1b}[\(sequence)m"
  }

  /// Adds another line behind this one.
  mutating func append(_ line: TerminalLine) {
    text += line.text
    width += line.width
  }

  /// Adds blanks until the line is so wide.
  mutating func pad(to width: Int) {
    append(String(repeating: " ", count: max(width - self.width, 0)))
  }
}
