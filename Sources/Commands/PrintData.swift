import ArgumentParser
import LongLag
import Synchronization

/// `longlag data`: the rows of an experiment.
struct PrintData: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Print the rows of an experiment, or write them as files.",
    discussion: """
      A row is a line: the digits, a TAB, the answer. Those of the preset 'book' are the published \
      files, byte for byte.

      Examples:
        longlag data book --length 10 --split test
            prints 100 rows; the first is 0 0 0 0 0 0 3 0 0 0, a TAB and 0
        longlag data book --out nndl
            writes nndl/datasets/5/train.txt and all the others
        longlag data course --length 20 --seed 3 | head -3
      """)

  @Argument(
    help: ArgumentHelp("The experiment; 'longlag list presets' names them.", valueName: "preset"))
  var preset: String

  @Option(parsing: .unconditional, help: "The length of the sequences. (with --out: all lengths)")
  var length: Int?

  @Option(help: "train, dev or test.")
  var split: String = "train"

  @Option(parsing: .unconditional, help: "The seed, where the experiment draws its rows from it.")
  var seed: UInt64 = 0

  @Option(help: "Write all splits into this folder, as datasets/<length>/<split>.txt.")
  var out: String?

  func run() throws {
    guard let preset = Preset.named(preset) else {
      throw Failure.unknown("preset", self.preset, known: Preset.all.map(\.name))
    }
    if let out { return try write(preset, to: out) }
    guard let length else {
      throw Failure(
        .usage,
        "there is no length; expected --length, as in 'longlag data \(preset.name) "
          + "--length \(preset.lengths[0])', or --out for all of them")
    }
    guard let split = Split(rawValue: split) else {
      throw Failure.unknown("split", split, known: Split.allCases.map(\.rawValue))
    }
    let rows = try task(of: preset, length: length).dataset(split, seed: seed)
    try Terminal.output.write(rows.text ?? "")
  }

  private func write(_ preset: Preset, to folder: String) throws {
    let drawing = Drawing()
    let interruption = Interruption { drawing.interrupt($0) }
    defer { withExtendedLifetime(interruption) {} }
    // The book's files are one set: each is drawn behind the shorter ones.
    let book = (try? task(of: preset, length: preset.lengths[0]) as? DigitSum)?.variant == .book
    let lengths = length.map { [$0] } ?? (book ? DigitSum.officialLengths : preset.lengths)
    let files = try lengths.flatMap { try task(of: preset, length: $0).files(seed: seed) }
    drawing.end()
    let top = try OutputFolder(creating: folder)
    for (written, file) in files.enumerated() {
      if let status = interruption.status {
        try? Terminal.error.write(
          "longlag: interrupted; \(written) of \(files.count) files are written\n")
        throw ExitCode(status.rawValue)
      }
      let path = top.file(file.path)
      if let slash = path.lastIndex(of: "/") {
        _ = try OutputFolder(creating: String(path[..<slash]))
      }
      try AtomicFile.write(file.text, to: path)
    }
    try Terminal.output.write("\(files.count) files in \(top.file("datasets"))\n")
  }

  private func task(of preset: Preset, length: Int) throws -> any MemoryTask {
    try Failure.require(3...1_000_000, "--length", length)
    return preset.base(length, preset.cells[0]).task
  }
}

/// The time in which rows are drawn and none is written, so that the program can end at any moment.
private final class Drawing: Sendable {
  private let hasEnded = Mutex(false)

  /// From now on there are files that should be whole.
  func end() { hasEnded.withLock { $0 = true } }

  /// Ends the program, if it is still that time.
  func interrupt(_ status: Failure.Status) {
    hasEnded.withLock { hasEnded in
      if !hasEnded { Interruption.endProgram(status, said: "nothing was written") }
    }
  }
}
