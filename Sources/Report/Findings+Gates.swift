import Laboratory
import Probes

extension Findings {
  /// The least difference between two mean gates that is called one.
  static let gateDifference = 0.05

  /// What the gates do at the operands, at the distractor and at the rest, at one length.
  func gates(length: Int) -> [String] {
    subjects.flatMap { subject -> [String] in
      let readings = (group(of: subject, length: length)?.runs ?? []).compactMap(\.readings.gates)
      guard !readings.isEmpty else { return [] }
      let names = Self.ordered(Set(readings.flatMap(\.gates.keys)))
      guard !names.isEmpty else { return [] }
      if names.count > 1, readings.allSatisfy({ Set($0.gates.values).count == 1 }) {
        let sentence = sentence(subject, "only", readings.compactMap { $0.gates[names[0]] })
        return [
          "The \(Self.list(names)) gates of \(subject.name) read the same everywhere: it is one gate "
            + "under \(names.count) names. " + sentence
        ]
      }
      return names.map { name in
        sentence(subject, name, readings.compactMap { $0.gates[name] })
      }
    }
  }

  /// The stock gates in the order of their equations, then a user's own by name.
  static func ordered(_ names: Set<String>) -> [String] {
    let stock = ["input", "forget", "output", "reset", "update"]
    return stock.filter(names.contains) + names.subtracting(stock).sorted()
  }

  private func sentence(
    _ subject: Subject, _ gate: String, _ means: [GateBehavior.Means]
  ) -> String {
    func mean(_ part: (GateBehavior.Means) -> Double) -> Double {
      means.map(part).reduce(0, +) / Double(max(1, means.count))
    }
    let numbers =
      "\(Self.share(mean(\.operands))) at the operands, \(Self.share(mean(\.distractor))) at the "
      + "distractor, \(Self.share(mean(\.rest))) at the zeros behind them"
    let toOperands = means.map { $0.distractor - $0.operands }
    let toRest = means.map { $0.distractor - $0.rest }
    let verdict: String
    switch gate {
    case "input":
      verdict = Self.verdict(
        toOperands, less: "it lets less of the distractor in than of the operands",
        more: "it lets more of the distractor in than of the operands",
        even: "on average it lets the distractor in like the operands")
    case "forget":
      verdict = Self.verdict(
        toRest, less: "it drops more at the distractor than at the zeros",
        more: "it keeps more at the distractor than at the zeros",
        even: "on average it keeps as much at the distractor as at the zeros")
    case "output":
      verdict = Self.verdict(
        toRest, less: "it shows less at the distractor than at the zeros",
        more: "it shows more at the distractor than at the zeros",
        even: "on average it shows as much at the distractor as at the zeros")
    default:
      verdict = Self.verdict(
        toRest, less: "it is lower at the distractor than at the zeros",
        more: "it is higher at the distractor than at the zeros",
        even: "on average it does not tell the distractor from the zeros")
    }
    return "The \(gate) gate of \(subject.name): \(numbers); \(verdict)."
  }

  /// What was seen in these models; whether other seeds would show it is not claimed.
  private static func verdict(
    _ differences: [Double], less: String, more: String, even: String
  ) -> String {
    let mean = differences.reduce(0, +) / Double(max(1, differences.count))
    let size = Numeral.fixed(abs(mean), decimals: 2)
    if abs(mean) < gateDifference { return "\(even) (a difference of \(size))" }
    guard differences.allSatisfy({ $0.sign == mean.sign }) else {
      return "\(mean < 0 ? less : more) on average (by \(size)), but not in every seed"
    }
    let count = differences.count
    return "\(mean < 0 ? less : more) (by \(size), in "
      + (count == 1 ? "one seed)" : "each of \(count) seeds)")
  }
}
