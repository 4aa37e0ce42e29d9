import Engine
import Models
import Tasks

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What must be known of a model before its numbers can be read.
struct ModelOutline {
  var architecture: Architecture
  var input: TaskInput
  var answer: TaskAnswer
}

/// As metadata of a file that LongLag writes.
extension ModelOutline {
  static let architectureKey = "longlag.architecture"
  static let taskKey = "longlag.task"

  /// The entries to write.
  var metadata: [String: String] {
    [Self.architectureKey: json(architecture), Self.taskKey: json(TaskShape(input, answer))]
  }

  /// What a file says of itself; `nil` where LongLag did not write it.
  init?(metadata: [String: String], source: String) throws(InterchangeError) {
    if metadata[Self.architectureKey] == nil, metadata[Self.taskKey] == nil { return nil }
    func value<Value: Decodable>(
      _ key: String, as type: Value.Type
    ) throws(InterchangeError) -> Value {
      guard let text = metadata[key] else {
        throw .metadata(source: source, key: key, found: "nothing", expected: "JSON")
      }
      do {
        return try JSONDecoder().decode(type, from: Data(text.utf8))
      } catch {
        throw .metadata(
          source: source, key: key, found: text.quoted(),
          expected: "what LongLag writes there (\(words(for: error)))")
      }
    }
    architecture = try value(Self.architectureKey, as: Architecture.self)
    let shape = try value(Self.taskKey, as: TaskShape.self)
    guard let input = shape.input, let answer = shape.answer else {
      throw .metadata(
        source: source, key: Self.taskKey, found: metadata[Self.taskKey, default: ""].quoted(),
        expected: "either symbols or features, and either classes or values, from 1 to \(Int32.max)"
      )
    }
    self.input = input
    self.answer = answer
  }

  private func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      preconditionFailure("what a model can be made of can be written: \(error)")
    }
  }
}

/// What a task asks, as one flat object: `{"classes":19,"moment":"atEnd","symbols":10}`.
private struct TaskShape: Codable {
  var symbols: Int?
  var features: Int?
  var classes: Int?
  var values: Int?
  var moment: TaskAnswer.Moment

  init(_ input: TaskInput, _ answer: TaskAnswer) {
    switch input {
    case .symbols(let alphabet): symbols = alphabet
    case .values(let width): features = width
    }
    switch answer.kind {
    case .classes(let count): classes = count
    case .values(let width): values = width
    }
    moment = answer.moment
  }

  /// What is read; `nil` unless exactly one kind is stated, of a size that can be.
  var input: TaskInput? {
    switch (symbols, features) {
    case (let alphabet?, nil) where Self.sizes ~= alphabet: .symbols(alphabet: alphabet)
    case (nil, let width?) where Self.sizes ~= width: .values(features: width)
    default: nil
    }
  }

  /// What is answered; `nil` unless exactly one kind is stated, of a size that can be.
  var answer: TaskAnswer? {
    switch (classes, values) {
    case (let count?, nil) where Self.sizes ~= count: TaskAnswer(.classes(count), moment)
    case (nil, let width?) where Self.sizes ~= width: TaskAnswer(.values(width: width), moment)
    default: nil
    }
  }

  private static let sizes = 1...Int(Int32.max)
}

/// What a decoder complains of, without its decorations.
private func words(for error: any Error) -> String {
  guard let error = error as? DecodingError else { return "\(error)" }
  let context: DecodingError.Context? =
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .keyNotFound(_, let context), .dataCorrupted(let context):
      context
    @unknown default: nil
    }
  guard let context else { return "\(error)" }
  let path = context.codingPath.map(\.stringValue).joined(separator: ".")
  return (path.isEmpty ? "" : "at \(path.quoted()): ")
    + context.debugDescription.quoted(limit: 200)
}
