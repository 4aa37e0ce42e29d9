import Laboratory
import Probes

extension Report {
  /// What the numbers say.
  var findings: Findings { Findings(groups: groups, constants: constants) }

  /// The means of every gate at every kind of step, for the models that are looked into.
  var gateTable: Table? {
    guard let length = gateLength else { return nil }
    let rows = subjects.flatMap { subject -> [[String]] in
      let readings = (group(of: subject, length: length)?.runs ?? []).compactMap(\.readings.gates)
      return Findings.ordered(Set(readings.flatMap(\.gates.keys))).map { name in
        let means = readings.compactMap { $0.gates[name] }
        func share(_ part: (GateBehavior.Means) -> Double) -> String {
          Self.mean(means.map(part)).map { Numeral.fixed($0, decimals: 3) } ?? ""
        }
        return [subject.name, name, share(\.operands), share(\.distractor), share(\.rest)]
      }
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      "Mean values of the gates at length \(length), over units, test rows and seeds",
      columns: [
        .text("cell"), .text("gate"), .number("at the operands"), .number("at the distractor"),
        .number("at the zeros behind"),
      ], rows: rows)
  }
}
