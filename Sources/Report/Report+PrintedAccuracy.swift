import Laboratory
import Models
import Training

extension Report {
  /// What the course's own metric printed while it trained, beside the truth.
  var printedAccuracy: LinePanels? {
    guard preset.name.hasPrefix("course") else { return nil }
    let byEpoch = results.countsInEpochs
    let panels = lengths.compactMap { length -> Panel? in
      let lines = subjects.flatMap { subject -> [Line] in
        guard let group = group(of: subject, length: length),
          group.runs.contains(where: { $0.evaluations.contains { $0.dev.printedAccuracy != nil } })
        else { return [] }
        func line(_ kind: Line.Kind, _ value: (Results.Entry, Int) -> Double?) -> Line {
          Line(
            subject.series, kind,
            members: group.runs.map { entry in
              let shown = entry.evaluations.indices.filter { value(entry, $0) != nil }
              return Curve(
                "seed \(entry.experiment.seed)",
                x: shown.map {
                  byEpoch ? entry.evaluations[$0].epoch : Double(entry.evaluations[$0].step)
                }, y: shown.compactMap { value(entry, $0) })
            })
        }
        return [
          line(Line.Kind("true accuracy", .solid)) { $0.evaluations[$1].dev.accuracy },
          line(Line.Kind("printed", .dashed)) { $0.evaluations[$1].dev.printedAccuracy },
        ]
      }
      return lines.isEmpty ? nil : Panel("length \(length)", lines)
    }
    guard !panels.isEmpty else { return nil }
    return LinePanels(
      FigureText(
        name: "printed-accuracy", title: "What the course's metric printed, and the truth",
        caption: "The course compares each prediction with a list of 19 row numbers instead of the "
          + "row's own label. Both on the \(devName) rows, while training."),
      panels: panels, columns: min(3, panels.count), x: Axis(byEpoch ? "epoch" : "training step"),
      y: Axis("accuracy", range: 0...1))
  }
}
