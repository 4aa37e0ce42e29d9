import LongLag

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// About how much memory a training takes, from its shapes alone: a number that was mistyped is
/// refused with a sentence, before the system ends the program without one.
struct MemoryNeed {
  /// Bytes, about.
  let bytes: Double

  /// What an experiment takes.
  init(of experiment: Experiment, cells: CellCatalog) {
    self.init(
      of: experiment.model, reading: experiment.task.input, batch: experiment.plan.batch,
      time: experiment.task.length, cells: cells)
  }

  /// What training a model takes with batches of a shape; nothing where it names a cell that is not
  /// known, or sizes that a model refuses anyway.
  init(
    of model: Architecture, reading input: TaskInput, batch: Int, time: Int, cells: CellCatalog
  ) {
    let (alphabet, width) =
      switch (input, model.encoding) {
      case (.values(let features), _): (0, features)
      case (.symbols(let alphabet), .embedding(let width)): (alphabet, width)
      case (.symbols(let alphabet), .oneHot): (alphabet, alphabet)
      case (.symbols, .number): (0, 1)
      }
    let sizes = 1...1 << 20
    guard let entry = cells[model.cell.name], sizes.contains(model.cell.hidden),
      sizes.contains(width)
    else {
      bytes = 0
      return
    }
    let directions = model.direction == .bidirectional ? 2 : 1
    let first = TracedCell(entry.make(model.cell.hidden), inputWidth: width)
    let upper = TracedCell(
      entry.make(model.cell.hidden), inputWidth: model.cell.hidden * directions)
    let recurrences = Double(model.layers) * Double(directions)
    let parameters =
      Double(alphabet) * Double(width) + Double(directions) * Double(first.parameterCount)
      + Double(directions) * Double(model.layers - 1) * Double(upper.parameterCount)
    // What each step keeps for the way back, and the gradients of it.
    let kept = Double(first.named.count + 2 * first.states.count + 1) * 2
    // Models are looked at with a hundred rows at once, however small the batches are.
    let steps = Double(max(batch, 100)) * Double(time)
    // Parameters, gradients, two moments, the best so far, and packed once each way.
    bytes = 4 * (7 * parameters + steps * recurrences * kept * Double(model.cell.hidden))
  }

  /// Refuses what this machine does not hold.
  func check() throws(Failure) {
    let available = Double(ProcessInfo.processInfo.physicalMemory)
    guard bytes > available else { return }
    func words(_ bytes: Double) -> String { "\(Numeral.fixed(bytes / 1e9, decimals: 0)) GB" }
    throw Failure(
      .usage,
      "this training would take about \(words(bytes)) of memory, and the machine has "
        + "\(words(available)); a smaller hidden width, batch or length takes less")
  }
}
