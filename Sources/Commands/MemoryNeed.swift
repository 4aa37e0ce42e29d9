import LongLag
import Report

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

  /// What an experiment takes; nothing where it names a cell that is not known, or sizes that a model
  /// refuses anyway.
  init(of experiment: Experiment, cells: CellCatalog) {
    let model = experiment.model
    guard let entry = cells[model.cell.name], model.cell.hidden > 0, model.cell.hidden <= 16_384
    else {
      bytes = 0
      return
    }
    let (alphabet, features) =
      switch experiment.task.input {
      case .symbols(let alphabet): (Double(alphabet), 0)
      case .values(let features): (0.0, features)
      }
    let width =
      switch model.encoding {
      case .embedding(let width): features > 0 ? features : width
      case .oneHot: features > 0 ? features : Int(alphabet)
      case .number: max(features, 1)
      }
    guard (1...1 << 20).contains(width) else {
      bytes = 0
      return
    }
    let directions = model.direction == .bidirectional ? 2.0 : 1.0
    let first = TracedCell(entry.make(model.cell.hidden), inputWidth: width)
    let upper = TracedCell(
      entry.make(model.cell.hidden), inputWidth: model.cell.hidden * Int(directions))
    let layers = Double(model.layers)
    let parameters =
      alphabet * Double(width) + directions
      * (Double(first.parameterCount) + (layers - 1) * Double(upper.parameterCount))
    // What each step keeps for the way back, and the gradients of it.
    let kept = Double(first.named.count + 2 * first.states.count + 1) * 2
    let steps = Double(experiment.plan.batch) * Double(experiment.task.length)
    // Parameters, gradients, two moments, the best so far, and packed once each way.
    bytes = 4 * (7 * parameters + steps * layers * directions * kept * Double(model.cell.hidden))
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
