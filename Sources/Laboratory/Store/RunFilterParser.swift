import GRDB

/// Turns a condition into SQL, word by word; values become arguments, never text.
struct RunFilterParser {
  private enum Token: Equatable {
    case word(String)
    case quoted(String)
    case symbol(String)
  }

  private let text: String
  private let characters: [Character]
  private var place = 0

  init(_ text: String) {
    self.text = text
    characters = Array(text)
  }

  /// The whole text as one condition.
  mutating func condition() throws(RunFilterError) -> (sql: String, arguments: StatementArguments) {
    let result = try disjunction(depth: 0)
    if let (_, at) = try peek() { throw error(at, "'and', 'or' or the end") }
    return result
  }

  private typealias Condition = (sql: String, arguments: StatementArguments)

  private mutating func disjunction(depth: Int) throws(RunFilterError) -> Condition {
    try chain("or", "OR") { (parser) throws(RunFilterError) in
      try parser.conjunction(depth: depth)
    }
  }

  private mutating func conjunction(depth: Int) throws(RunFilterError) -> Condition {
    try chain("and", "AND") { (parser) throws(RunFilterError) in try parser.term(depth: depth) }
  }

  private mutating func chain(
    _ word: String, _ sql: String,
    _ part: (inout RunFilterParser) throws(RunFilterError) -> Condition
  ) throws(RunFilterError) -> Condition {
    var result = try part(&self)
    while let (token, _) = try peek(), token == .word(word) {
      _ = try next()
      let more = try part(&self)
      result = ("(\(result.sql) \(sql) \(more.sql))", result.arguments + more.arguments)
    }
    return result
  }

  private mutating func term(depth: Int) throws(RunFilterError) -> Condition {
    guard let (token, at) = try next() else {
      throw error(characters.count, "a key such as 'cell'")
    }
    if token == .symbol("(") || token == .word("not") {
      guard depth < 100 else { throw error(at, "fewer than 100 conditions within each other") }
      if token == .word("not") {
        let inner = try term(depth: depth + 1)
        return ("NOT (\(inner.sql))", inner.arguments)
      }
      let inner = try disjunction(depth: depth + 1)
      guard let (end, place) = try next() else { throw error(characters.count, "')'") }
      guard end == .symbol(")") else { throw error(place, "')'") }
      return ("(\(inner.sql))", inner.arguments)
    }
    guard case .word(let key) = token, let column = RunFilter.column(of: key) else {
      throw error(
        at,
        "one of \(RunFilter.keys.joined(separator: ", ")), or a place in the definition such as "
          + "plan.batch")
    }
    return try comparison(column)
  }

  private mutating func comparison(_ column: String) throws(RunFilterError) -> Condition {
    let operators = ["=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "~": "~"]
    guard let (token, at) = try next() else { throw error(characters.count, "an operator") }
    guard case .symbol(let symbol) = token, let sql = operators[symbol] else {
      throw error(at, "one of =, !=, <, <=, >, >=, ~")
    }
    guard let (value, place) = try next() else { throw error(characters.count, "a value") }
    let text: String
    switch value {
    case .word(let word): text = word
    case .quoted(let quoted): return compare(column, sql, quoted, isText: true)
    case .symbol: throw error(place, "a value")
    }
    return compare(column, sql, text, isText: false)
  }

  private func compare(
    _ column: String, _ sql: String, _ value: String, isText: Bool
  ) -> Condition {
    if sql == "~" { return ("instr(\(column), ?) > 0", [value]) }
    if !isText, let number = Int64(value) { return ("\(column) \(sql) ?", [number]) }
    if !isText, let number = Double(value), number.isFinite {
      return ("\(column) \(sql) ?", [number])
    }
    return ("\(column) \(sql) ?", [value])
  }

  // MARK: - Words

  private mutating func peek() throws(RunFilterError) -> (Token, Int)? {
    let before = place
    defer { place = before }
    return try next()
  }

  private mutating func next() throws(RunFilterError) -> (Token, Int)? {
    while place < characters.count, characters[place].isWhitespace { place += 1 }
    guard place < characters.count else { return nil }
    let start = place
    let first = characters[place]
    if first == "'" || first == "\"" {
      guard let end = characters[(place + 1)...].firstIndex(of: first) else {
        throw error(start, "the text to end with \(first)")
      }
      place = end + 1
      return (.quoted(String(characters[start + 1..<end])), start)
    }
    if "()=!<>~".contains(first) {
      place += 1
      if "!<>".contains(first), place < characters.count, characters[place] == "=" { place += 1 }
      return (.symbol(String(characters[start..<place])), start)
    }
    while place < characters.count, !characters[place].isWhitespace,
      !"()=!<>~'\"".contains(characters[place])
    {
      place += 1
    }
    return (.word(String(characters[start..<place])), start)
  }

  /// What stands at a place is said as the word that it is.
  private func error(_ place: Int, _ expected: String) -> RunFilterError {
    let symbols = "()=!<>~'\""
    var rest = characters.dropFirst(place)
    rest =
      rest.first.map(symbols.contains) == true
      ? rest.prefix(1) : rest.prefix { !$0.isWhitespace && !symbols.contains($0) }
    return RunFilterError(
      text: text, place: place, found: rest.isEmpty ? "the end" : "'\(String(rest))'",
      expected: expected)
  }
}
