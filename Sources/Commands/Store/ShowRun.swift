import ArgumentParser
import LongLag

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `longlag show`: all about one run.
struct ShowRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Tell all about one run.",
    discussion: """
      Examples:
        longlag show 17
        longlag show 3f09ab
            the first digits of its experiment's fingerprint
      """)

  @Argument(
    help: ArgumentHelp(
      "The run: its number, or the first digits of its experiment's fingerprint.", valueName: "run")
  )
  var name: String
  @OptionGroup var store: StoreOption

  func run() throws {
    let store = try store.openForReading()
    let record = try store.record(named: name)
    var lines: [(String, String)] = [
      ("run", "\(record.id), \(record.state.rawValue)"),
      ("experiment", record.fingerprint),
      ("task", "\(record.task), length \(record.length)"),
      (
        "cell", "\(record.cell)(\(record.hidden)), \(Numeral.grouped(record.parameters)) parameters"
      ),
      ("seed", "\(record.seed)"),
      ("steps", "\(Numeral.grouped(record.steps)) of \(Numeral.grouped(record.planned))"),
    ]
    if let best = record.bestStep {
      lines.append(("kept", "the parameters of step \(Numeral.grouped(best)), the best on dev"))
    }
    let definition = try store.definition(of: record)
    let standIns = StandIns(definition, tasks: Catalogs.current.tasks)
    for (name, score) in [("train", record.train), ("dev", record.dev), ("test", record.test)] {
      guard let score else { continue }
      lines.append(
        (
          name,
          "accuracy \(Numeral.fixed(score.accuracy, decimals: 3)) of \(Numeral.grouped(score.answers))"
            + " answers, loss \(Numeral.significant(score.loss))" + standIns.remark(on: name)
        ))
    }
    for recording in try store.recordings(of: record.id) {
      lines.append(
        ("recorded", "\(recording.sequence)" + (recording.isMade ? "" : ", when it has ended")))
    }
    if let error = record.error { lines.append(("failed", error)) }
    lines.append(("seconds", Numeral.fixed(record.seconds, decimals: 1)))
    lines.append(("began", "\(record.began.formatted(.iso8601)) on \(record.host)"))
    lines.append(("LongLag", record.version))
    let width = lines.map(\.0.count).max() ?? 0
    try Terminal.output.write(
      lines.map { "\($0.0.padded(to: width))  \($0.1)\n" }.joined()
        + "\n" + definition + "\n")
    let evaluations = try store.evaluations(of: record.id)
    if evaluations.isEmpty { return }
    // Twenty of them say how it went; 'longlag export' has all.
    let every = max(1, (evaluations.count + 19) / 20)
    let rows = evaluations.indices
      .filter { (evaluations.count - 1 - $0).isMultiple(of: every) }
      .map { index in
        let evaluation = evaluations[index]
        return [
          Numeral.grouped(evaluation.step), Numeral.significant(evaluation.epoch),
          Numeral.significant(evaluation.trainLoss), Numeral.significant(evaluation.dev.loss),
          Numeral.fixed(evaluation.dev.accuracy, decimals: 3),
        ]
      }
    let table = Table(
      "Evaluations",
      columns: [
        .number("step"), .number("epoch"), .number("train loss"), .number("dev loss"),
        .number("dev accuracy"),
      ], rows: rows)
    try Terminal.output.write("\n" + table.text)
  }
}
