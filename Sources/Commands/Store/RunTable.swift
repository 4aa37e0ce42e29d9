import LongLag

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Runs as tables: for people, and for pandas and R.
enum RunTable {
  /// For a terminal.
  static func text(_ records: [RunRecord]) -> String {
    let rows = records.map { record in
      func share(_ score: Score?) -> String {
        score.map { Numeral.fixed($0.accuracy, decimals: 3) } ?? "–"
      }
      let steps = Numeral.grouped(record.steps)
      return [
        "\(record.id)", record.task, "\(record.length)", record.cell, "\(record.hidden)",
        "\(record.seed)", record.state.rawValue,
        record.state == .ended ? steps : "\(steps) of \(Numeral.grouped(record.planned))",
        share(record.dev), share(record.test), Numeral.fixed(record.seconds, decimals: 1),
      ]
    }
    let table = Table(
      "Runs",
      columns: [
        .number("run"), .text("task"), .number("length"), .text("cell"), .number("hidden"),
        .number("seed"), .text("state"), .number("steps"), .number("dev"), .number("test"),
        .number("seconds"),
      ], rows: rows)
    return table.text + (records.isEmpty ? "no runs\n" : "")
  }

  /// A line of JSON for each.
  static func json(_ records: [RunRecord]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try records.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }
      .joined()
  }

  /// One row for each, one column for each number.
  static func csv(_ records: [RunRecord]) -> String {
    let header =
      "run,fingerprint,setting,task,length,cell,hidden,seed,state,steps,planned,best_step,parameters,"
      + "train_loss,train_accuracy,dev_loss,dev_accuracy,test_loss,test_accuracy,test_rows,seconds,"
      + "began,host,version,error\n"
    let began = Date.ISO8601FormatStyle()
    return header
      + records.map { record in
        func scores(_ score: Score?) -> [String] {
          score.map { ["\($0.loss)", "\($0.accuracy)"] } ?? ["", ""]
        }
        let parts: [[String]] = [
          [
            "\(record.id)", record.fingerprint, record.setting, record.task, "\(record.length)",
            record.cell, "\(record.hidden)", "\(record.seed)", record.state.rawValue,
            "\(record.steps)", "\(record.planned)", record.bestStep.map(String.init) ?? "",
            "\(record.parameters)",
          ],
          scores(record.train), scores(record.dev), scores(record.test),
          [
            record.test.map { "\($0.answers)" } ?? "", "\(record.seconds)",
            began.format(record.began), record.host, record.version, record.error ?? "",
          ],
        ]
        return parts.flatMap(\.self).map(field).joined(separator: ",") + "\n"
      }.joined()
  }

  /// A field as RFC 4180 has it: quoted where it must be.
  static func field(_ text: String) -> String {
    let special = text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
    return special
      ? "\""
        + text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\"" : text
  }
}
