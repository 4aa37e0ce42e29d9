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

  /// A name that no other experiment has, whatever they differ in: behind what says the most, the first
  /// digits of its fingerprint, by which `longlag show` knows it.
  func uniqueFileName() throws -> String {
    try fileName(variant: "\(fingerprint().description.prefix(8))")
  }
}
