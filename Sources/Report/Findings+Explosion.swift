import Laboratory

extension Findings {
  /// What the norms of the gradients did while training, with clipping and without.
  var explosion: [String] {
    groups.compactMap { group -> String? in
      let runs = group.runs.compactMap { entry in entry.norms(of: "U") }
      guard !runs.isEmpty, let subject = subjects.first(where: { $0.owns(group) }) else {
        return nil
      }
      let peaks = runs.map { norms in norms.map { $0.isNaN ? .infinity : $0 }.max() ?? 0 }
      let starts = runs.compactMap(\.first)
      let ends = runs.compactMap { norms in
        Self.median(Array(norms.suffix(max(1, norms.count / 10))))
      }
      guard let peak = Self.median(peaks), let start = Self.median(starts),
        let end = Self.median(ends)
      else { return nil }
      let largest = runs.compactMap { norms in norms.indices.max { norms[$0] < norms[$1] } }
      let step = Self.median(largest.map { Double($0 + 1) }) ?? 0
      let vanished = ends.count { $0 < 1e-6 }
      return "\(subject.name): the norm of the gradient of U starts at "
        + "\(Numeral.significant(start)), peaks at \(Numeral.significant(peak)) at step "
        + "\(Numeral.short(step)), and over the last tenth of the steps is "
        + "\(Numeral.significant(end))"
        + (runs.count > 1 ? " (medians of \(runs.count) seeds)" : "")
        + (vanished > 0
          ? "; in \(vanished) of \(runs.count) runs it vanished in the end."
          : "; it never vanished.")
    }
  }
}
