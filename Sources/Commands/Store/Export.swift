import ArgumentParser
import LongLag

/// `longlag export`: a store as tables, and its recordings as files.
struct Export: ParsableCommand {
  /// What there is to write.
  enum Kind: String, CaseIterable {
    case runs, evaluations, recordings
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write runs or their evaluations as a table, or their recordings as files.",
    discussion: """
      For pandas, R or a spreadsheet: one row per run, or per evaluation of a run; the first line names \
      the columns. 'run' joins the tables.

      Recordings are safetensors files in a folder, with every gate, candidate and state of a run that \
      was recorded (--record of 'longlag train' and 'sweep') and the gradient that reaches each step, all \
      [time × width]. recordings.csv there says which is which.

      Examples:
        longlag export runs --out runs.csv
        longlag export evaluations --where 'cell=lstm' --json --out evaluations.jsonl
        longlag export recordings --where 'length=10' --out recordings
      """)

  @Argument(help: "What to write: runs, evaluations or recordings.") var kind = "runs"
  @OptionGroup var selection: RunSelection
  @OptionGroup var store: StoreOption
  @Flag(help: "Write JSON, one row per line.") var json = false
  @Flag(help: "Write CSV. (default)") var csv = false
  @Option(
    help: ArgumentHelp(
      "The file, or the folder of the recordings. (default: standard output, or 'recordings')",
      valueName: "path"))
  var out: String?

  func run() throws {
    let kind: Kind = try Failure.choice("table", kind)
    if json && csv { throw Failure(.usage, "--json and --csv are both given; expected one") }
    if kind == .recordings {
      if json || csv {
        throw Failure(
          .usage, "--\(json ? "json" : "csv") is for tables; recordings are safetensors files")
      }
      let store = try store.openForReading()
      return try RecordingFiles(of: selection.records(in: store), in: store)
        .write(to: out ?? "recordings")
    }
    if let out { try OutputFolder.check(forFile: out) }
    let store = try store.openForReading()
    let records = try selection.records(in: store)
    var pieces: [String] = []
    if kind == .runs {
      pieces = [json ? try RunTable.json(records) : RunTable.csv(records)]
    } else {
      if !json { pieces = ["run,step,epoch,train_loss,dev_loss,dev_accuracy\n"] }
      pieces += try records.map { record in
        try store.evaluations(of: record.id).map { row(record.id, $0) }.joined()
      }
    }
    if let out {
      try AtomicFile.write(pieces: pieces.map { Array($0.utf8) }, to: out)
    } else {
      for piece in pieces { try Terminal.output.write(piece) }
    }
  }

  private func row(_ run: Int64, _ evaluation: Evaluation) -> String {
    let values: [(String, Double)] = [
      ("epoch", evaluation.epoch), ("train_loss", evaluation.trainLoss),
      ("dev_loss", evaluation.dev.loss), ("dev_accuracy", evaluation.dev.accuracy),
    ]
    guard json else {
      return "\(run),\(evaluation.step)," + values.map { "\($0.1)" }.joined(separator: ",") + "\n"
    }
    let members = values.map { "\"\($0.0)\":" + ($0.1.isFinite ? "\($0.1)" : "null") }
    return "{\"run\":\(run),\"step\":\(evaluation.step),\(members.joined(separator: ","))}\n"
  }
}
