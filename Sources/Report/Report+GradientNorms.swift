import Laboratory
import Training

extension Report {
  /// The norms of the gradients of W, U and b against step: the first steps large, all of them below.
  var gradientNorms: LinePanels? {
    let recorded = groups.filter { group in
      group.runs.contains { !$0.gradientNorms.isEmpty && $0.steps > 0 }
    }
    guard !recorded.isEmpty else { return nil }
    let named = recorded.map { group -> (group: RunGroup, title: String, first: Int) in
      let subject = subjects.first { $0.owns(group) }
      let title = group.variant ?? subject?.name ?? group.cell
      let isClipped = group.runs.first?.experiment.plan.clipping != nil
      return (
        group, lengths.count > 1 ? "\(title), length \(group.length)" : title,
        isClipped ? 100 : 40
      )
    }
    let columns = min(2, named.count)
    // Row by row: the beginning of each, then the whole of each.
    var panels: [Panel] = []
    for start in stride(from: 0, to: named.count, by: columns) {
      let row = named[start..<min(start + columns, named.count)]
      let padding = Array(repeating: Panel("", []), count: columns - row.count)
      panels += row.map { Panel("\($0.title): first \($0.first) steps", lines($0.group, $0.first)) }
      panels += padding
      if row.contains(where: { item in item.group.runs.contains { $0.steps > item.first } }) {
        panels +=
          row.map { Panel("\($0.title): all steps, in tens", lines($0.group, nil)) } + padding
      }
    }
    while panels.last?.lines.isEmpty == true { panels.removeLast() }
    return LinePanels(
      FigureText(
        name: "gradient-norms", title: "Gradient norms of W, U and b while training",
        caption: "The L2 norm of each gradient at every update, before clipping, on a logarithmic "
          + "axis: at first every step, below that the median of every ten. W holds the input weights of all gates, U the recurrent weights, b the biases. "
          + "What is below 10⁻⁶, zero included, is drawn there: the units are saturated."),
      panels: panels, columns: columns, x: Axis("training step"),
      y: Axis("norm of the gradient", .logarithmic), width: 510, panelHeight: 120, sharesX: false,
      floor: 1e-6)
  }

  private func lines(_ group: RunGroup, _ first: Int?) -> [Line] {
    zip(["W", "U", "b"], Series.list(["W", "U", "b"])).compactMap { kind, series in
      let curves = group.runs.compactMap { entry -> Curve? in
        guard let norms = entry.norms(of: kind) else { return nil }
        let name = "seed \(entry.experiment.seed)"
        if let first {
          let shown = Array(norms.prefix(first))
          return Curve(name, x: shown.indices.map { Double($0 + 1) }, y: shown)
        }
        let starts = stride(from: 0, to: norms.count, by: 10)
        return Curve(
          name, x: starts.map { Double(min($0 + 10, norms.count)) },
          y: starts.map { start in
            let ten = norms[start..<min(start + 10, norms.count)]
            return Findings.median(ten.map { $0.isFinite ? $0 : .infinity }) ?? 0
          })
      }
      return curves.isEmpty ? nil : Line(series, members: curves)
    }
  }
}

extension Results.Entry {
  /// The norm at every update of the gradient of W, U or b, over the gates and layers together.
  func norms(of kind: String) -> [Double]? {
    let endings = [
      "W": [".inputWeights"], "U": [".recurrentWeights"], "b": [".bias", ".recurrentBias"],
    ]
    let members = gradientNorms.filter { name, _ in
      name.hasPrefix("layers.") && (endings[kind] ?? []).contains { name.hasSuffix($0) }
    }.sorted { $0.key < $1.key }.map(\.value)
    guard let count = members.map(\.count).min(), count > 0 else { return nil }
    if members.count == 1 { return members[0] }
    return (0..<count).map { step in
      members.reduce(0) { $0 + $1[step] * $1[step] }.squareRoot()
    }
  }
}
