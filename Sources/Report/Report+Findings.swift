import Laboratory
import Probes
import Statistics

extension Report {
  /// The means of every gate at every kind of step, for the models that are looked into.
  var gateTable: Table? {
    guard let length = gateLength else { return nil }
    let rows = subjects.flatMap { subject -> [[String]] in
      let readings = (group(of: subject, length: length)?.runs ?? []).compactMap(\.readings.gates)
      return Findings.ordered(Set(readings.flatMap(\.gates.keys))).map { name in
        let means = readings.compactMap { $0.gates[name] }
        func share(_ part: (GateBehavior.Means) -> Double) -> String {
          Self.words(forMeanOf: means.map(part))
        }
        return [subject.name, name, share(\.operands), share(\.distractor), share(\.rest)]
      }
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      "Mean values of the gates at length \(length), over units, test rows and seeds, with the 95 % "
        + "interval over the seeds (bootstrap)",
      columns: [
        .text("cell"), .text("gate"), .number("at the operands"), .number("at the distractor"),
        .number("at the zeros behind"),
      ], rows: rows)
  }

  /// `0.52 (0.48 to 0.56)`; without an interval where there is one seed, or all agree.
  private static func words(forMeanOf shares: [Double]) -> String {
    guard let sample = try? Sample(shares, of: "gates") else { return "" }
    let mean = Numeral.fixed(sample.mean, decimals: 3)
    guard let interval = ConfidenceInterval.bootstrap(meanOf: sample), !interval.isPoint else {
      return mean
    }
    return "\(mean) (\(Findings.words(for: interval, decimals: 3)))"
  }
}
