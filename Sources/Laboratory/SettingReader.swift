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
    return texts
  }

  private static func texts(_ name: String, of part: some Encodable) -> [String: String] {
    var texts: [String: String] = [:]
    // What cannot be written as JSON could not have been run: it has no fingerprint.
    guard let data = try? JSONEncoder().encode(part),
      let tree = try? JSONDecoder().decode(SettingTree.self, from: data)
    else { return texts }
    tree.write(to: &texts, path: name)
    return texts
  }
}

/// What JSON holds, as settings use it.
private enum SettingTree: Decodable {
  case text(String)
  case list([SettingTree])
  case object([String: SettingTree])

  init(from decoder: any Decoder) throws {
    if let object = try? [String: SettingTree](from: decoder) {
      self = .object(object)
    } else if let list = try? [SettingTree](from: decoder) {
      self = .list(list)
    } else if let flag = try? Bool(from: decoder) {
      self = .text("\(flag)")
    } else if let number = try? Int(from: decoder) {
      self = .text("\(number)")
    } else if let number = try? Double(from: decoder) {
      self = .text("\(number)")
    } else {
      self = .text((try? String(from: decoder)) ?? "none")
    }
  }

  func write(to texts: inout [String: String], path: String) {
    switch self {
    case .text(let text): texts[path] = text
    case .list(let list):
      for (index, element) in list.enumerated() {
        element.write(to: &texts, path: "\(path).\(index)")
      }
    case .object(let members):
      // An enum's case: its name is the setting, and what it holds stands below.
      if members.count == 1, let (name, value) = members.first, case .object = value {
        texts[path] = name
      }
      for (name, value) in members {
        // What a case holds without a name is the case's own value.
        value.write(to: &texts, path: name.hasPrefix("_") ? path : "\(path).\(name)")
      }
    }
  }
}
