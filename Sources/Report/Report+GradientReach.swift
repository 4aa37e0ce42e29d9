import Laboratory
import Probes

extension Report {
  /// The norm of the gradient that reaches every time step, one panel for each length.
  var gradientReach: LinePanels? {
    let panels = lengths.compactMap { length -> Panel? in
      let lines = subjects.flatMap { subject -> [Line] in
        guard let group = group(of: subject, length: length) else { return [] }
        return [
          (Line.Kind("before training", .dashed), \Readings.reachAtStart),
          (Line.Kind("after training", .solid), \Readings.reach),
        ].compactMap { kind, reading in
          let curves = group.runs.compactMap { entry -> Curve? in
            guard let reach = entry.readings[keyPath: reading] else { return nil }
            return Curve("seed \(entry.experiment.seed)", y: reach.norms)
          }
          return curves.isEmpty ? nil : Line(subject.series, kind, members: curves)
        }
      }
      return lines.isEmpty ? nil : Panel("length \(length)", lines)
    }
    guard !panels.isEmpty else { return nil }
    return LinePanels(
      FigureText(
        name: "gradient-reach", title: "How much of the gradient reaches each time step",
        caption:
          "‖∂loss/∂h‖ at every position, geometric mean over the test rows: the loss is felt "
          + "at the last position, at the right, and the operands stand at the first two. Where a "
          + "curve falls far to the left, little is felt of what stood there. What is below 10⁻¹², "
          + "zero included, is drawn there."),
      panels: panels, columns: min(3, panels.count), x: Axis("position in the sequence"),
      y: Axis("norm of the gradient", .logarithmic), sharesX: false, floor: 1e-12)
  }
}
