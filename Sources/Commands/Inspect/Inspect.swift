import ArgumentParser
import LongLag

/// `longlag inspect`: what a trained model does while it reads a sequence.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what a trained model does, step by step, while it reads a sequence.",
    discussion: """
      Prints the answer with its probabilities, and draws every gate and state: across the positions, \
      down the hidden units. The model is that of a run in the store, or a file: one that 'longlag train \
      --save' wrote, or the state_dict of a PyTorch module with the parts embedding, rnn and readout.

      Examples:
        longlag inspect 17 "6 7 0 0 1 0 0 0 0 0"
            run 17 of the store
        longlag inspect lstm-10.safetensors "6 7 0 0 1 0 0 0 0 0"
        longlag inspect lstm-10.safetensors "6 7 0 0 1 0 0 0 0 0" --svg figures
        longlag inspect from-pytorch.safetensors "6 7 0 0" --cell srn-relu --json
      """)

  @Argument(
    help: ArgumentHelp(
      "The model: a safetensors file; or, where no file is called so, a run of the store, by its number "
        + "or the first digits of its experiment's fingerprint.", valueName: "model"))
  var name: String

  @Argument(
    help: "The symbols to read, parted by spaces; with the right answer: \"6 7 0 0 1 = 13\".")
  var sequence: [String]

  @Option(help: "The cell, where names and shapes in a file leave it open.")
  var cell: String?

  @Option(
    parsing: .unconditional,
    help: "The right answer: gradients are then those of its loss. (default: the model's own)")
  var answer: Int?

  @OptionGroup var store: StoreOption

  @Option(help: ArgumentHelp("Write the figures into a folder.", valueName: "folder"))
  var svg: String?

  @Flag(help: "Print everything as JSON instead.")
  var json = false

  func run() throws {
    let catalogs = Catalogs.current
    if let cell, catalogs.cells[cell] == nil {
      throw Failure.unknown("cell", cell, known: catalogs.cells.entries.map(\.name))
    }
    let sequence = try wholeSequence()
    let model = try InspectedModel(name, cell: cell, store: store, catalogs: catalogs).model
    let recording = try model.record(sequence)
    if let svg {
      let folder = try OutputFolder(creating: svg)
      for figure in recording.figures(of: model) {
        try AtomicFile.write(figure.svg(.standalone), to: folder.file(figure.fileName))
      }
    }
    let output = Terminal.output
    if json { return try output.write(recording.json + "\n") }
    try output.write(
      "\(model)\n" + recording.shares(width: output.columns) + "\n"
        + TerminalHeatMap.render(recording, width: output.columns, color: output.hasColor))
    if let svg { try output.write("figures in \(svg)\n") }
  }

  /// The symbols, and the answer in whichever way it is said.
  private func wholeSequence() throws -> RecordedSequence {
    let said = try RecordedSequence(sequence.joined(separator: " "))
    if let answer, let own = said.answer, own != answer {
      throw Failure(
        .usage, "the answer is \(own) behind the symbols, and --answer is \(answer); expected one")
    }
    return RecordedSequence(said.symbols, answer: said.answer ?? answer)
  }
}
