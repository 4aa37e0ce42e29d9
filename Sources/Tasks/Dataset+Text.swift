extension Dataset {
  /// Rows in the book's text format: symbols parted by spaces, a TAB, the label.
  ///
  /// Rows may differ in length. What is not given, the alphabet or the number of classes, is one more
  /// than the largest symbol or label in the text.
  ///
  /// - Parameter name: the file's name, for the sentences of errors.
  /// - Throws: `TaskError.row` for a line that is no such row, `TaskError.file` for a text with none.
  public init(
    text: String, file name: String, alphabet: Int? = nil, classes: Int? = nil
  ) throws(TaskError) {
    try self.init(bytes: Array(text.utf8), file: name, alphabet: alphabet, classes: classes)
  }

  /// Rows in the book's text format, from the bytes of a file, whatever they are.
  ///
  /// - Throws: as `init(text:file:alphabet:classes:)`.
  public init(
    bytes: [UInt8], file name: String, alphabet: Int? = nil, classes: Int? = nil
  ) throws(TaskError) {
    let reader = DatasetText(bytes: bytes, name: name, alphabet: alphabet, classes: classes)
    let content = try reader.parse()
    self.init(
      input: .symbols(alphabet: alphabet ?? content.largestSymbol + 1),
      answer: TaskAnswer(.classes(classes ?? content.largestLabel + 1), .atEnd),
      examples: content.examples)
  }

  /// The rows in the book's text format; `nil` where there is no such thing: for sequences of real
  /// numbers, and for answers other than one class at the end.
  public var text: String? {
    var text = ""
    for example in examples {
      guard case .symbols(let symbols) = example.input, answer.moment == .atEnd,
        case .classes(let labels) = example.answer
      else { return nil }
      text += symbols.map(String.init).joined(separator: " ")
      text += "\t\(labels[0])\n"
    }
    return text
  }
}
