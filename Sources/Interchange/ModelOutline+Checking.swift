import Models
import Tasks

extension ModelOutline {
  /// Throws if something else was asked for than the file says.
  func check(
    cell: String?, input: TaskInput?, answer: TaskAnswer?, source: String
  ) throws(InterchangeError) {
    if let cell, cell != architecture.cell.name {
      throw .disagreement(
        source: source, what: "cell", found: architecture.cell.name.quoted(),
        asked: cell.quoted())
    }
    if let input, input != self.input {
      throw .disagreement(
        source: source, what: "input", found: self.input.words, asked: input.words)
    }
    if let answer, answer != self.answer {
      throw .disagreement(
        source: source, what: "answer", found: self.answer.words, asked: answer.words)
    }
  }
}

extension TaskInput {
  /// As a sentence names it.
  var words: String {
    switch self {
    case .symbols(let alphabet): "one of \(alphabet) symbols"
    case .values(let features): features == 1 ? "a real number" : "\(features) real numbers"
    }
  }
}

extension TaskAnswer {
  /// As a sentence names it.
  var words: String {
    let kind =
      switch self.kind {
      case .classes(let classes): "one of \(classes) classes"
      case .values(let width): width == 1 ? "a real number" : "\(width) real numbers"
      }
    return kind + (moment == .everyStep ? " at every step" : " at the end")
  }
}
