import Engine
import Laboratory
import Models
import Tasks

extension Report {
  /// Test and dev accuracy against length, all subjects in one figure.
  var accuracyByLength: IntervalChart {
    let sets: [(kind: String, isFilled: Bool, estimate: (RunGroup) -> Estimate)] =
      [("test", true, { $0.testInterval })]
      + (results.devIsTest ? [] : [("dev", false, { $0.devInterval })])
    let charts = sets.flatMap { set in
      subjects.map { subject in
        IntervalChart.Group(
          subject.series, kind: sets.count > 1 ? set.kind : "", isFilled: set.isFilled,
          intervals: groups.filter(subject.owns).map { group in
            let estimate = set.estimate(group)
            return Interval(
              x: Double(group.length), value: estimate.mean, low: estimate.lower,
              high: estimate.upper, note: group.note(on: estimate))
          })
      }
    }
    let level = Self.mean(constants.sorted { $0.key < $1.key }.map(\.value))
    return IntervalChart(
      FigureText(
        name: "accuracy-by-length", title: "Accuracy by length",
        caption: (findings.seeds > 1 ? "The mean over the seeds" : "One seed")
          + " with its 95 % interval"
          + (results.devIsTest ? ", on the test rows." : ", test filled and dev hollow.")
          + (level == nil
            ? "" : " The dashed line is what always giving the commonest answer scores.")),
      groups: charts, x: Axis("length of the sequence"),
      level: level.map { .init($0, name: "always the commonest answer") },
      width: lengths.count * subjects.count > 24 ? 510 : 350)
  }

  static func constants(of groups: [RunGroup]) -> [Int: Double] {
    var shares: [Int: Double] = [:]
    for group in groups where shares[group.length] == nil {
      guard let experiment = group.runs.first?.experiment,
        case .classes = experiment.task.answer.kind, experiment.task.answer.moment == .atEnd,
        let test = try? experiment.task.dataset(.test, seed: experiment.seed)
      else { continue }
      let right = test.batch(of: Array(0..<test.count)).1
      guard case .classes(let labels, mask: _) = right else { continue }
      var counts: [Int32: Int] = [:]
      for label in labels { counts[label, default: 0] += 1 }
      shares[group.length] = Double(counts.values.max() ?? 0) / Double(max(1, labels.count))
    }
    return shares
  }

  /// The numbers behind the figure, one line for each subject and length.
  var accuracyTable: Table {
    let shows = preset.name.hasPrefix("course")
    var columns: [Table.Column] = [
      .text("cell"), .number("length"), .number("seeds"), .number("test"),
      .number("95 % interval"),
    ]
    if shows { columns.append(.number("its own metric prints")) }
    if !results.devIsTest { columns.append(.number("dev")) }
    columns.append(.number("train"))
    columns += [.number("kept after step"), .number("seconds a run")]
    let rows = subjects.flatMap { subject in
      groups.filter(subject.owns).sorted { $0.length < $1.length }.map { group -> [String] in
        let test = group.testInterval
        let count = Double(max(1, group.runs.count))
        var row = [
          subject.name, Numeral.grouped(group.length), Numeral.grouped(group.runs.count),
          Numeral.fixed(test.mean, decimals: 3),
          "\(Numeral.fixed(test.lower, decimals: 3)) to \(Numeral.fixed(test.upper, decimals: 3))",
        ]
        if shows {
          let printed = group.runs.compactMap(\.test.printedAccuracy)
          row.append(
            printed.isEmpty
              ? "" : Numeral.fixed(printed.reduce(0, +) / Double(printed.count), decimals: 3))
        }
        if !results.devIsTest { row.append(Numeral.fixed(group.devInterval.mean, decimals: 3)) }
        row.append(
          Self.mean(group.runs.map(\.train.accuracy)).map { Numeral.fixed($0, decimals: 3) } ?? "")
        let kept = group.runs.map { $0.bestStep ?? $0.steps }.sorted()
        row += [
          kept.first == kept.last
            ? Numeral.grouped(kept.first ?? 0)
            : "\(Numeral.grouped(kept.first ?? 0))–\(Numeral.grouped(kept.last ?? 0))",
          Numeral.significant(group.seconds / count),
        ]
        return row
      }
    }
    return Table(
      "Accuracy by cell and length: share of right answers on the test, dev and train rows",
      columns: columns, rows: rows)
  }
}

extension RunGroup {
  /// The test accuracy with its interval.
  var testInterval: Estimate { interval(\.test.accuracy, rows: runs.first?.test.answers) }
  /// The dev accuracy with its interval.
  var devInterval: Estimate { interval(\.dev.accuracy, rows: runs.first?.dev.answers) }

  /// Seeds that happen to agree to the last row know no spread: the rows of one run stand in, since
  /// nothing is known for certain.
  private func interval(_ part: (Results.Entry) -> Double, rows: Int?) -> Estimate {
    let accuracies = runs.map(part)
    let estimate = Estimate.of(accuracies: accuracies, rows: rows ?? 1)
    return estimate.halfWidth > 0
      ? estimate : .wilson(share: accuracies.first ?? 0, of: max(1, rows ?? 1))
  }

  /// How an interval was found, for the reader who rests on it.
  func note(on estimate: Estimate) -> String {
    let seeds = runs.count == 1 ? "1 seed" : "\(runs.count) seeds"
    switch estimate.method {
    case .student: return seeds
    case .wilson: return "\(seeds), interval of \(runs.first?.test.answers ?? 0) rows"
    }
  }
}
