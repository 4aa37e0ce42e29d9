import Models
import Tasks
import Training

/// What a task, a model or a plan says of settings that it cannot have, before it is known where in a
/// file they stand.
struct Refusal: Error {
  /// The settings that it may be about, the likeliest first.
  let keys: [String]
  let sentence: String

  init(_ keys: [String], _ sentence: String) {
    self.keys = keys
    self.sentence = sentence
  }

  init(_ error: TaskError) {
    sentence = "\(error)"
    switch error {
    case .setting(_, let key, _, _):
      keys = ["task." + key.filter { $0 != "\"" }, "task.name", "preset"]
    case .row(let file, _, _, _), .file(let file, _, _):
      // Which of the three files it is stands in the sentence.
      keys = file.isEmpty ? [] : ["task.paths.train", "task.name"]
    case .unknownTask:
      keys = ["task.name"]
    }
  }

  init(_ error: ModelError) {
    switch error {
    case .unknownCell, .cellWidth:
      keys = ["model.cell"]
    case .setting(let key, _, _), .sequence(let key, _, _):
      keys = ["model." + key.map { $0 == " " ? "-" : String($0) }.joined(), "model.cell"]
    }
    sentence = "\(error)"
  }

  init(_ error: TrainingError) {
    sentence = "\(error)"
    guard case .setting(let key, _, _) = error else {
      keys = []
      return
    }
    switch key {
    case "clipping limit": keys = ["plan.clip"]
    case "schedule", "schedule factor", "schedule epochs": keys = ["plan.schedule"]
    default: keys = ["plan." + key.map { $0 == " " ? "-" : String($0) }.joined()]
    }
  }

  /// An error of unknown type, as decoding throws it.
  init(_ error: any Error, of keys: [String]) {
    switch error {
    case let refusal as Refusal: self = refusal
    case let error as TaskError: self.init(error)
    case let error as DecodingError: self.init(error, of: keys)
    default: self.init(keys, "\(error)")
    }
  }

  private init(_ error: DecodingError, of keys: [String]) {
    func key(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
      let path = context.codingPath.map(\.stringValue) + (last.map { [$0.stringValue] } ?? [])
      return (["task"] + path).joined(separator: ".")
    }
    func words(_ type: any Any.Type) -> String {
      switch type {
      case is Int.Type: "a whole number"
      case is Double.Type, is Float.Type: "a number"
      case is Bool.Type: "true or false"
      case is String.Type: "a name"
      default: "settings of its own"
      }
    }
    switch error {
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      self.init(
        [key(context)] + keys, "\(key(context)) is of the wrong type; expected \(words(type))")
    case .keyNotFound(let last, let context):
      self.init(keys, "there is no \(key(context, last)), which this task needs; expected a value")
    case .dataCorrupted(let context):
      self.init(
        [key(context)] + keys, "\(key(context)) cannot be that: \(context.debugDescription)")
    @unknown default:
      self.init(keys, "\(error)")
    }
  }
}
