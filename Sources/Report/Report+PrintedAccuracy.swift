import Laboratory
import Models
import Training

extension Report {
  /// What the course's own metric printed while it trained, beside the truth: a figure per subject.
  var printedAccuracies: [LinePanels] {
    guard preset.name.hasPrefix("course") else { return [] }
    let byEpoch = results.countsInEpochs
    return subjects.compactMap { subject in
      let panels = groups.filter(subject.owns).sorted { $0.length < $1.length }.compactMap {
        group -> Panel? in
        let lines = [
          line(group, subject, Line.Kind("true accuracy", .solid), byEpoch, \.accuracy),
          line(group, subject, Line.Kind("printed", .dashed), byEpoch, \.printedAccuracy),
        ]
        guard lines.allSatisfy({ !$0.members.isEmpty }) else { return nil }
        return Panel("length \(group.length)", lines)
      }
      guard !panels.isEmpty else { return nil }
      return LinePanels(
        FigureText(
          name: "printed-accuracy-\(subject.name)",
          title: "\(subject.name): what the course's metric printed, and the truth",
          caption: "The course compares each prediction with a list of 19 row numbers instead of "
            + "the row's own label. Both on the \(devName) rows, while it trains."),
        panels: panels, columns: min(3, panels.count),
        x: Axis(byEpoch ? "epoch" : "training step"), y: Axis("accuracy", range: 0...1))
    }
  }

  private func line(
    _ group: RunGroup, _ subject: Subject, _ kind: Line.Kind, _ byEpoch: Bool,
    _ part: (Score) -> Double?
  ) -> Line {
    let curves = group.runs.compactMap { entry -> Curve? in
      let shown = entry.evaluations.compactMap { evaluation in
        part(evaluation.dev).map { (byEpoch ? evaluation.epoch : Double(evaluation.step), $0) }
      }
      return shown.isEmpty
        ? nil
        : Curve("seed \(entry.experiment.seed)", x: shown.map(\.0), y: shown.map(\.1))
    }
    return Line(subject.series, kind, members: curves)
  }
}
