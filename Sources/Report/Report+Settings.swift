import Engine
import Laboratory
import Models
import Tasks
import Training

extension Report {
  /// Every setting: what all subjects share in one table, what sets them apart in another.
  var settingsTables: [Table] {
    guard !subjects.isEmpty else { return [] }
    let bySubject = subjects.map { subject in
      Self.merged(groups.filter(subject.owns).map { ($0.length, Self.settings(of: $0)) })
    }
    var names: [String] = []
    for setting in bySubject.joined() where !names.contains(setting.name) {
      names.append(setting.name)
    }
    let rows = names.map { name in
      (name, bySubject.map { list in list.first { $0.name == name }?.value ?? "–" })
    }
    let shared = rows.filter { Set($0.1).count == 1 }.map { [$0.0, $0.1.first ?? ""] }
    let apart = rows.filter { Set($0.1).count > 1 }.map { [$0.0] + $0.1 }
    var tables = [
      Table(
        subjects.count > 1 ? "The same for all" : "All settings of \(subjects[0].name)",
        columns: [.text("setting"), .text("value")], rows: shared)
    ]
    if !apart.isEmpty {
      tables.append(
        Table(
          "What sets them apart", columns: [.text("setting")] + subjects.map { .text($0.name) },
          rows: apart))
    }
    return tables
  }

  private typealias Setting = (name: String, value: String)

  /// One value where all lengths agree, and each length's own where they do not.
  private static func merged(_ lengths: [(length: Int, settings: [Setting])]) -> [Setting] {
    guard let first = lengths.first else { return [] }
    return first.settings.map { name, value in
      let values = lengths.map { length, settings in
        (length, settings.first { $0.name == name }?.value ?? "–")
      }
      if values.allSatisfy({ $0.1 == value }) { return (name, value) }
      return (name, values.map { "\($0.1) at length \($0.0)" }.joined(separator: "; "))
    }
  }

  private static func settings(of group: RunGroup) -> [Setting] {
    guard let entry = group.runs.first else { return [] }
    let experiment = entry.experiment
    let (model, plan, task) = (experiment.model, experiment.plan, experiment.task)
    var list: [Setting] = [("task", type(of: task).name)]
    list += taskSettings(task, seed: experiment.seed)
    list += [
      ("encoding of a symbol", model.encoding.description), ("cell", model.cell.name),
      ("hidden units", "\(model.cell.hidden)"), ("layers", "\(model.layers)"),
      ("direction", model.direction.rawValue),
      ("dropout between layers", Numeral.short(model.dropout)),
      ("read-out", model.readout?.rawValue ?? "as the task asks"),
      ("initial state", model.initialState.rawValue), ("start of the parameters", "\(model.start)"),
      ("start of the forget bias", model.forgetBias.map { "\($0)" } ?? "as the others"),
      ("parameters", Numeral.grouped(entry.parameters)), ("optimizer", plan.optimizer.words),
      ("learning rate schedule", "\(plan.schedule)"), ("batch", "\(plan.batch)"),
      ("duration", plan.duration.words), ("updates", Numeral.grouped(entry.steps)),
      ("rows shuffled", plan.shuffle ? "at every epoch" : "never"),
      ("loss", (plan.loss ?? task.answer.usualLoss).words),
      ("clipping", plan.clipping?.words ?? "none"),
      ("dev rows looked at", "every \(Numeral.grouped(plan.evaluateEvery)) updates"),
      ("parameters kept", plan.keepsBest ? "those with the best dev accuracy" : "the last"),
      ("early stop", plan.patience.map { "after \($0) looks without a better dev loss" } ?? "none"),
      ("seeds", group.runs.map { "\($0.experiment.seed)" }.joined(separator: ", ")),
    ]
    return list
  }

  private static func taskSettings(_ task: any MemoryTask, seed: UInt64) -> [Setting] {
    var list: [Setting] = []
    if let sum = task as? DigitSum {
      list += [
        ("data as in", sum.variant.rawValue),
        ("operand pairs", sum.pairs == .same ? "all 100 in every split" : "none in two splits"),
        ("dev rows", sum.dev == .test ? "the test rows" : "rows of their own"),
      ]
    }
    let rows = Split.allCases.map { split in
      (try? task.dataset(split, seed: seed).count).map(Numeral.grouped) ?? "–"
    }
    list.append(("rows to train, watch and test", rows.joined(separator: ", ")))
    return list
  }
}

extension OptimizerChoice {
  /// Its name, with all its numbers.
  fileprivate var words: String {
    switch self {
    case .sgd(let rate, let momentum):
      momentum == 0
        ? "gradient descent, learning rate \(rate)"
        : "gradient descent, learning rate \(rate), momentum \(momentum)"
    case .adam(let rate, let beta1, let beta2, let epsilon):
      "Adam, learning rate \(rate), β₁ \(beta1), β₂ \(beta2), ε \(Numeral.significant(epsilon, digits: 1))"
    case .adamW(let rate, let decay, let beta1, let beta2, let epsilon):
      "AdamW, learning rate \(rate), weight decay \(decay), β₁ \(beta1), β₂ \(beta2), ε \(Numeral.significant(epsilon, digits: 1))"
    case .rmsProp(let rate, let alpha, let momentum, let epsilon):
      "RMSprop, learning rate \(rate), α \(alpha), momentum \(momentum), ε \(Numeral.significant(epsilon, digits: 1))"
    }
  }
}

extension TrainingPlan.Duration {
  fileprivate var words: String {
    switch self {
    case .epochs(let epochs): "\(Numeral.grouped(epochs)) epochs"
    case .steps(let steps): "\(Numeral.grouped(steps)) updates"
    }
  }
}

extension Loss {
  fileprivate var words: String {
    switch self {
    case .crossEntropy: "cross-entropy, mean over the batch"
    case .crossEntropySum: "cross-entropy, summed over the batch"
    case .meanSquaredError: "squared error, mean over the batch"
    }
  }
}

extension Clipping {
  fileprivate var words: String {
    switch self {
    case .globalNorm(let limit): "all gradients together, at norm \(Numeral.short(limit))"
    case .perTensor(let limit): "each tensor on its own, at norm \(Numeral.short(limit))"
    case .value(let limit): "each number, at ±\(Numeral.short(limit))"
    }
  }
}
