extension Dataset {
  /// The rows that share a slice, for every value of one kind, in ascending order of the value.
  ///
  /// A row with several slices of the kind (several distractors) stands under each; one with none
  /// stands nowhere.
  public func rows(by kind: Slice.Kind) -> [(value: Int, rows: [Int])] {
    var groups: [Int: [Int]] = [:]
    for row in examples.indices {
      for value in Set(examples[row].slices.lazy.filter { $0.kind == kind }.map(\.value)) {
        groups[value, default: []].append(row)
      }
    }
    return groups.sorted { $0.key < $1.key }.map { (value: $0.key, rows: $0.value) }
  }
}
