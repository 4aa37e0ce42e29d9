public import Tasks

/// A sequence that a model reads while everything inside it is recorded: its symbols, and the right
/// answer where somebody knows it.
///
/// As text it is `6 7 0 0 1`, and with its answer `6 7 0 0 1 = 13`; a row of the book's format, with a
/// TAB before the answer, is read as well.
///
/// ```swift
/// let recording = try model.record(RecordedSequence("6 7 0 0 1 = 13"))
/// ```
public struct RecordedSequence: Sendable, Hashable, CustomStringConvertible {
  /// What is read, step by step.
  public let symbols: [Int]
  /// The class whose cross-entropy the gradients are of; the model's own answer where `nil`.
  public let answer: Int?

  /// The most symbols that a text may have.
  private static let longest = 10_000

  /// A sequence of some symbols.
  public init(_ symbols: [Int], answer: Int? = nil) {
    self.symbols = symbols
    self.answer = answer
  }

  /// Reads what `description` writes, or a row of the book's format.
  ///
  /// - Throws: `ModelError.sequence` that says which part of it is no number.
  public init(_ text: String) throws(ModelError) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "=" || $0 == "\t" }
    guard parts.count <= 2 else {
      throw .sequence(
        what: "the sequence", found: text.quoted(limit: 60),
        expected: "symbols, and behind a single '=' or TAB their answer")
    }
    var symbols: [Int] = []
    for word in parts[0].split(separator: " ") {
      guard let symbol = Int(word) else {
        throw .sequence(
          what: "the symbol at position \(symbols.count)", found: String(word).quoted(limit: 20),
          expected: "a whole number, as in \"6 7 0 0 1\"")
      }
      symbols.append(symbol)
    }
    guard (1...Self.longest).contains(symbols.count) else {
      throw .sequence(
        what: "the length of the sequence", found: "\(symbols.count)",
        expected: "between 1 and \(Self.longest)")
    }
    var answer: Int?
    if parts.count == 2 {
      let word = parts[1].split(separator: " ").joined(separator: " ")
      guard let number = Int(word) else {
        throw .sequence(
          what: "the answer", found: word.quoted(limit: 20),
          expected: "a whole number, as in \"6 7 0 0 1 = 13\"")
      }
      answer = number
    }
    self.init(symbols, answer: answer)
  }

  /// The symbols, and the answer where there is one: `6 7 0 0 1 = 13`.
  public var description: String {
    symbols.map(String.init).joined(separator: " ") + (answer.map { " = \($0)" } ?? "")
  }

  /// Refuses a sequence that a model cannot read, or answers none of the classes of.
  ///
  /// - Parameters:
  ///   - input: What the model reads.
  ///   - classification: What it answers.
  /// - Throws: `ModelError.sequence`.
  public func check(
    input: TaskInput, answer classification: TaskAnswer
  ) throws(ModelError) {
    guard case .symbols(let alphabet) = input else {
      throw .sequence(
        what: "the input", found: "symbols", expected: "real numbers, which this model reads")
    }
    guard case .classes(let classes) = classification.kind else {
      throw .sequence(
        what: "what the model answers", found: "real numbers", expected: "a class")
    }
    guard !symbols.isEmpty, symbols.count <= Int(Int32.max) else {
      throw .sequence(
        what: "the length of the sequence", found: "\(symbols.count)", expected: "at least 1")
    }
    for (position, symbol) in symbols.enumerated() where !(0..<alphabet).contains(symbol) {
      throw .sequence(
        what: "the symbol at position \(position)", found: "\(symbol)",
        expected: "between 0 and \(alphabet - 1)")
    }
    if let answer, !(0..<classes).contains(answer) {
      throw .sequence(
        what: "the answer", found: "\(answer)", expected: "between 0 and \(classes - 1)")
    }
  }
}

/// Written as a single string, as `description` has it.
extension RecordedSequence: Codable {
  /// Reads a single string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do throws(ModelError) {
      try self.init(text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(error)")
    }
  }

  /// Writes a single string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
