import Engine
import Laboratory
import Models
import Tasks
import Training

extension Report {
  /// One figure for each subject: train and dev loss against step, one panel for each length.
  var lossCurves: [LinePanels] {
    let byEpoch = results.countsInEpochs
    let unit = lossUnit
    // Two names may be written with the same letters of a file name.
    let names = subjects.map { FigureText.fileName("loss-\($0.name)") }
    return subjects.enumerated().compactMap { index, subject in
      let own = groups.filter(subject.owns).sorted { $0.length < $1.length }
      guard own.contains(where: { $0.runs.contains { !$0.evaluations.isEmpty } }) else {
        return nil
      }
      let seeds = own.map(\.runs.count).max() ?? 1
      return LinePanels(
        FigureText(
          name: names[..<index].contains(names[index])
            ? "\(names[index])-\(index + 1)" : names[index],
          title: "\(subject.name): loss while it learns",
          caption: "\(unit.caption) on the rows it learns from (mean since the point before) "
            + "and on the \(devName) rows"
            + (seeds > 1 ? "; every seed thin, their median bold" : "")
            + (own.count > 1 ? ". Panels of a row share their axes." : ".")),
        panels: own.map { Panel("length \($0.length)", lossLines($0, subject, byEpoch)) },
        columns: min(3, own.count), x: Axis(byEpoch ? "epoch" : "training step"),
        y: Axis(unit.label, includesZero: true))
    }
  }

  private func lossLines(_ group: RunGroup, _ subject: Subject, _ byEpoch: Bool) -> [Line] {
    let x = { (evaluation: Evaluation) in
      byEpoch ? evaluation.epoch : Double(evaluation.step)
    }
    let dev = Line.Kind(devName, .dashed)
    let train = group.runs.map { entry in
      let scale = entry.lossPerRow.train
      return Curve(
        "seed \(entry.experiment.seed)", x: entry.evaluations.map(x),
        y: entry.evaluations.map { $0.trainLoss * scale })
    }
    let watched = group.runs.map { entry in
      let scale = entry.lossPerRow.dev
      return Curve(
        "seed \(entry.experiment.seed)", x: entry.evaluations.map(x),
        y: entry.evaluations.map { $0.dev.loss * scale })
    }
    return [
      Line(subject.series, .train, members: train), Line(subject.series, dev, members: watched),
    ]
  }

  /// What the rows that are watched while a model learns are called.
  var devName: String { results.devIsTest ? "test" : "dev" }

  private var lossUnit: (label: String, caption: String) {
    let losses = Set(
      results.runs.map { $0.experiment.plan.loss ?? $0.experiment.task.answer.usualLoss })
    if losses == [.meanSquaredError] { return ("squared error", "The squared error") }
    if losses.contains(.meanSquaredError) { return ("loss", "The loss") }
    return ("cross-entropy in nats", "The cross-entropy of a row in nats,")
  }
}

extension Results {
  /// Whether every look at the dev rows was at the end of an epoch.
  var countsInEpochs: Bool {
    !runs.isEmpty
      && runs.allSatisfy { entry in
        !entry.evaluations.isEmpty
          && entry.evaluations.dropLast().allSatisfy { $0.epoch == $0.epoch.rounded() }
          && entry.evaluations.first?.epoch == 1
      }
  }

  /// Whether the dev rows are the test rows: then they are called what they are.
  var devIsTest: Bool {
    !runs.isEmpty && runs.allSatisfy { ($0.experiment.task as? DigitSum)?.dev == .test }
  }
}

extension Results.Entry {
  /// What turns a loss of this run into the loss of one row: a loss that is summed over a batch
  /// says nothing beside one that is summed over all rows.
  var lossPerRow: (train: Double, dev: Double) {
    guard experiment.plan.loss == .crossEntropySum, let last = evaluations.last, last.epoch > 0
    else { return (1, 1) }
    let rows = (try? experiment.task.dataset(.train, seed: experiment.seed).count) ?? 0
    let updates = Double(last.step) / last.epoch
    return (
      rows > 0 ? updates / Double(rows) : 1, 1 / Double(max(1, last.dev.answers))
    )
  }
}

extension TaskAnswer {
  /// What a plan makes small where it does not say.
  var usualLoss: Loss {
    if case .classes = kind { .crossEntropy } else { .meanSquaredError }
  }
}
