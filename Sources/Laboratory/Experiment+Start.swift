import Cells
import Models
import Tasks

extension Experiment {
  /// The model that it begins with: new, or with the parameters that a store keeps for it.
  func start(cells: CellCatalog, store: RunStore?) throws -> Model {
    guard let startsFrom else {
      return try Model(model, input: task.input, answer: task.answer, cells: cells, seed: seed)
    }
    guard let file = try store?.start(startsFrom) else {
      throw MissingStart(fingerprint: startsFrom, store: store?.path)
    }
    return try Model(
      model, input: task.input, answer: task.answer, cells: cells,
      parameters: file.tensors.flatMap(\.scalars))
  }
}

/// An experiment starts from parameters that are not there.
struct MissingStart: Error, CustomStringConvertible {
  let fingerprint: Fingerprint
  let store: String?

  var description: String {
    "it starts from the parameters \(fingerprint), which "
      + (store.map { "the store '\($0)' does not have" } ?? "need a store that has them")
      + "; expected the store in which it began, or a merged one"
  }
}
