import Engine
import Laboratory
import Models
import Statistics
import Tasks

extension Report {
  /// Test and dev accuracy against length, all subjects in one figure.
  var accuracyByLength: IntervalChart {
    let sets: [(kind: String, isFilled: Bool, accuracy: (RunGroup) -> GroupAccuracy)] =
      [("test", true, \.test)] + (results.devIsTest ? [] : [("dev", false, \.dev)])
    let charts = sets.flatMap { set in
      subjects.map { subject in
        IntervalChart.Group(
          subject.series, kind: sets.count > 1 ? set.kind : "", isFilled: set.isFilled,
          intervals: groups.filter(subject.owns).map { group in
            let accuracy = set.accuracy(group)
            return Interval(
              x: Double(group.length), value: accuracy.mean, low: accuracy.interval.low,
              high: accuracy.interval.high, note: accuracy.note)
          })
      }
    }
    let level = Self.mean(constants.sorted { $0.key < $1.key }.map(\.value))
    return IntervalChart(
      FigureText(
        name: "accuracy-by-length", title: "Accuracy by length",
        caption: (findings.seeds > 1 ? "The mean over the seeds" : "One seed")
          + " with its 95 % interval, \(intervalMethods)"
          + (results.devIsTest ? ", on the test rows." : ", test filled and dev hollow.")
          + (level == nil
            ? "" : " The dashed line is what always giving the commonest answer scores.")),
      groups: charts, x: Axis("length of the sequence"),
      level: level.map { .init($0, name: "always the commonest answer") },
      width: lengths.count * subjects.count > 24 ? 510 : 350)
  }

  /// `bootstrap over seeds`, or also Wilson's where that had to stand in.
  private var intervalMethods: String {
    let methods = Set(groups.flatMap { [$0.test, $0.dev] }.map(\.interval.method))
    if methods == [.wilson] { return "Wilson" }
    return "bootstrap over seeds" + (methods.count > 1 ? " (Wilson where all agree)" : "")
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
    let hasDev = !results.devIsTest
    let columns: [Table.Column] =
      [.text("cell"), .number("length"), .number("seeds"), .number("test"), .number("median")]
      + (shows ? [.number("its own metric prints")] : []) + (hasDev ? [.number("dev")] : [])
      + [.number("train"), .number("kept at step"), .number("seconds")]
    let rows = subjects.flatMap { subject in
      groups.filter(subject.owns).sorted { $0.length < $1.length }.map { group -> [String] in
        let printed = Self.mean(group.runs.compactMap(\.test.printedAccuracy))
        let kept = group.runs.map { $0.bestStep ?? $0.steps }.sorted()
        return [
          subject.name, Numeral.grouped(group.length), Numeral.grouped(group.runs.count),
          Findings.cell(group.test), Self.share(group.test.median),
        ] + (shows ? [Self.share(printed)] : []) + (hasDev ? [Findings.cell(group.dev)] : [])
          + [
            Self.share(Self.mean(group.runs.map(\.train.accuracy))),
            kept.first == kept.last
              ? Numeral.grouped(kept.first ?? 0)
              : "\(Numeral.grouped(kept.first ?? 0))–\(Numeral.grouped(kept.last ?? 0))",
            Numeral.significant(group.seconds / Double(group.runs.count)),
          ]
      }
    }
    return Table(
      "Accuracy by cell and length: the mean over the seeds with its 95 % interval, by bootstrap over "
        + "seeds unless another name stands there; and the seconds of a run", columns: columns,
      rows: rows)
  }

  private static func share(_ value: Double?) -> String {
    value.map { Numeral.fixed($0, decimals: 3) } ?? ""
  }
}

extension GroupAccuracy {
  /// How the interval was found, for the reader who rests on it.
  var note: String { "\(seeds == 1 ? "1 seed" : "\(seeds) seeds"), \(interval.method)" }
}
