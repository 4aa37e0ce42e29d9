import Models
import Tasks
import Training

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Every setting of experiments as text, by its path in their JSON: `task.length`, `model.cell.name`,
/// `plan.optimizer`.
///
/// Thousands of experiments share few tasks, models and plans: each is written once.
struct SettingReader {
  private var tasks: [AnyHashable: [String: String]] = [:]
  private var models: [Architecture: [String: String]] = [:]
  private var plans: [TrainingPlan: [String: String]] = [:]

  /// The settings of an experiment but for its seed.
  mutating func texts(of experiment: Experiment) -> [String: String] {
    let key = AnyHashable(experiment.task)
    let task = tasks[key] ?? Self.texts("task", of: experiment.task)
    tasks[key] = task
    let model = models[experiment.model] ?? Self.texts("model", of: experiment.model)
    models[experiment.model] = model
    let plan = plans[experiment.plan] ?? Self.texts("plan", of: experiment.plan)
    plans[experiment.plan] = plan
    var texts = task
    texts["task"] = type(of: experiment.task).name
    texts.merge(model) { $1 }
    texts.merge(plan) { $1 }
    texts["startsFrom"] = experiment.startsFrom?.description
    return texts.mapValues(Self.shortened)
  }

  /// Of a fingerprint, the digits that are enough to tell it from others.
  private static func shortened(_ text: String) -> String {
    let isFingerprint = text.utf8.count == 64 && text.allSatisfy(\.isHexDigit)
    return isFingerprint ? String(text.prefix(8)) : text
  }

  private static func texts(_ name: String, of part: some Encodable) -> [String: String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    // What cannot be written as JSON could not have been run: it has no fingerprint.
    guard let data = try? encoder.encode(part) else { return [:] }
    var scanner = SettingScanner(json: Array(data))
    scanner.value(name)
    return scanner.texts
  }
}

/// Reads the JSON that an encoder has just written, without white space and surely in order: a decoder,
/// which has to find out by trying what stands there, takes many times as long.
private struct SettingScanner {
  /// Every value that is no object, and the case of every enum, by path.
  private(set) var texts: [String: String] = [:]
  private let json: [UInt8]
  private var place = 0

  init(json: [UInt8]) { self.json = json }

  /// Reads the value that comes next, and how many members it has; `nil` where it is no object.
  @discardableResult
  mutating func value(_ path: String) -> Int? {
    switch byte {
    case UInt8(ascii: "{"):
      return object(path)
    case UInt8(ascii: "["):
      place += 1
      var index = 0
      while byte != UInt8(ascii: "]"), byte != 0 {
        value("\(path).\(index)")
        index += 1
        if byte == UInt8(ascii: ",") { place += 1 }
      }
      place += 1
    case UInt8(ascii: "\""):
      texts[path] = string()
    default:
      let start = place
      while byte != 0, !",]}".utf8.contains(byte) { place += 1 }
      let text = String(decoding: json[start..<place], as: UTF8.self)
      texts[path] = text == "null" ? "none" : text
    }
    return nil
  }

  private mutating func object(_ path: String) -> Int {
    place += 1
    var (count, name, holdsObject) = (0, "", false)
    while byte != UInt8(ascii: "}"), byte != 0 {
      name = string()
      place += 1
      // What an enum's case holds without a name is the case's own value.
      holdsObject = value(name.hasPrefix("_") ? path : "\(path).\(name)") != nil
      count += 1
      if byte == UInt8(ascii: ",") { place += 1 }
    }
    place += 1
    // An enum's case: its name is the setting, and what it holds stands below.
    if count == 1, holdsObject { texts[path] = name }
    return count
  }

  /// The text between two quotes, as it is written.
  private mutating func string() -> String {
    place += 1
    let start = place
    while byte != UInt8(ascii: "\""), byte != 0 { place += byte == UInt8(ascii: "\\") ? 2 : 1 }
    defer { place += 1 }
    return String(decoding: json[start..<min(place, json.count)], as: UTF8.self)
  }

  private var byte: UInt8 { place < json.count ? json[place] : 0 }
}
