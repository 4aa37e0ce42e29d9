import ArgumentParser
import LongLag

/// `longlag inspect`: what a saved model does while it reads a sequence.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what a saved model does, step by step, while it reads a sequence.",
    discussion: """
      Prints the answer with its probabilities, and draws every gate and state: across the positions, \
      down the hidden units. The file is one that 'longlag train --save' wrote, or the state_dict of a \
      PyTorch module with the parts embedding, rnn and readout.

      Examples:
        longlag inspect lstm-10.safetensors "6 7 0 0 1 0 0 0 0 0"
        longlag inspect lstm-10.safetensors "6 7 0 0 1 0 0 0 0 0" --svg figures
        longlag inspect from-pytorch.safetensors "6 7 0 0" --cell srn-relu --json
      """)

  @Argument(help: "The model, as safetensors.")
  var file: String

  @Argument(help: "The symbols to read, parted by spaces.")
  var sequence: [String]

  @Option(help: "The cell, where names and shapes in the file leave it open.")
  var cell: String?

  @Option(
    parsing: .unconditional,
    help: "The right answer: gradients are then those of its loss. (default: the model's own)")
  var answer: Int?

  @Option(help: ArgumentHelp("Write the figures into a folder.", valueName: "folder"))
  var svg: String?

  @Flag(help: "Print everything as JSON instead.")
  var json = false

  func run() throws {
    let cells = Catalogs.current.cells
    if let cell, cells[cell] == nil {
      throw Failure.unknown("cell", cell, known: cells.entries.map(\.name))
    }
    let symbols = try symbols()
    let model = try SavedModel(file, cell: cell).model(cells: cells)
    let recording = try model.record(symbols, answer: answer)
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

  private func symbols() throws(Failure) -> [Int] {
    var symbols: [Int] = []
    for word in sequence.joined(separator: " ").split(separator: " ") {
      guard let symbol = Int(word) else {
        throw Failure(
          .usage, "'\(word)' is no symbol; expected whole numbers, as in \"6 7 0 0 1 0 0 0 0 0\"")
      }
      symbols.append(symbol)
    }
    guard (1...10_000).contains(symbols.count) else {
      throw Failure(.usage, "there are \(symbols.count) symbols; expected 1 to 10000")
    }
    return symbols
  }
}
