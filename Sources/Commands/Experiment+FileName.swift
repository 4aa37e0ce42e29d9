import LongLag

extension Experiment {
  /// A name for its files that says which it is: `lstm-length-10-seed-0`, and the variant behind.
  func fileName(variant: String?) -> String {
    let parts: [String?] = [
      model.cell.name, "length", "\(task.length)", "seed", "\(seed)",
      variant?.split(separator: " ").joined(separator: "-"),
    ]
    return parts.compactMap(\.self).joined(separator: "-")
  }
}
