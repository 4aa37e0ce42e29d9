public import Engine

extension Dataset {
  /// The given rows as a batch `[time × rows]` and its targets.
  ///
  /// The batch lasts as long as its longest sequence; the rest is padding (symbol 0, value 0), and
  /// `lengths` is given only if they differ. Where answers are given at every step, those in the
  /// padding are masked.
  public func batch(of rows: some Collection<Int>) -> (Batch, Targets) {
    var batch = Batch(count: 1, time: 1, input: .symbols([0]))
    var targets = Targets.classes([])
    fill(&batch, &targets, rows: Array(rows)[...])
    return (batch, targets)
  }

  /// Puts the given rows into a batch and targets that exist already.
  ///
  /// This runs at every step of a training: the arrays are taken over, refilled and put back, and
  /// nothing is allocated once they are large enough.
  public func fill(_ batch: inout Batch, _ targets: inout Targets, rows: ArraySlice<Int>) {
    precondition(!rows.isEmpty, "a batch has at least one sequence")
    var time = 0
    var shortest = Int.max
    for row in rows {
      time = max(time, lengths[row])
      shortest = min(shortest, lengths[row])
    }
    batch.count = rows.count
    batch.time = time
    fillInput(of: &batch, rows)
    fillLengths(of: &batch, rows, differ: shortest < time)
    fill(&targets, rows, time: time, padded: shortest < time)
  }

  private func fillInput(of batch: inout Batch, _ rows: ArraySlice<Int>) {
    let count = batch.count
    switch input {
    case .symbols:
      var symbols: [Int32] = []
      if case .symbols(let old) = batch.input { symbols = old }
      // Whoever writes must be the only owner, or the array is copied.
      batch.input = .symbols([])
      symbols.reset(to: 0, count: batch.time * count)
      for (b, row) in rows.enumerated() {
        guard case .symbols(let sequence) = examples[row].input else { continue }
        for t in sequence.indices { symbols[t * count + b] = sequence[t] }
      }
      batch.input = .symbols(symbols)

    case .values(let features):
      var values: [Float] = []
      if case .values(let old, _) = batch.input { values = old }
      batch.input = .symbols([])
      values.reset(to: 0, count: batch.time * count * features)
      for (b, row) in rows.enumerated() {
        guard case .values(let sequence) = examples[row].input else { continue }
        values.scatter(sequence, width: features, sequence: b, of: count)
      }
      batch.input = .values(values, features: features)
    }
  }

  private func fillLengths(of batch: inout Batch, _ rows: ArraySlice<Int>, differ: Bool) {
    guard differ else {
      batch.lengths = nil
      return
    }
    var steps = batch.lengths ?? []
    batch.lengths = nil
    steps.removeAll(keepingCapacity: true)
    for row in rows { steps.append(Int32(lengths[row])) }
    batch.lengths = steps
  }

  private func fill(
    _ targets: inout Targets, _ rows: ArraySlice<Int>, time: Int, padded: Bool
  ) {
    let count = rows.count
    let answers = answer.moment == .atEnd ? 1 : time
    var old: [Bool]?
    switch targets {
    case .classes(_, let mask), .values(_, _, let mask): old = mask
    }
    switch answer.kind {
    case .classes:
      var labels: [Int32] = []
      if case .classes(let old, _) = targets { labels = old }
      targets = .classes([])
      labels.reset(to: 0, count: answers * count)
      for (b, row) in rows.enumerated() {
        guard case .classes(let sequence) = examples[row].answer else { continue }
        for t in sequence.indices { labels[t * count + b] = sequence[t] }
      }
      targets = .classes(labels, mask: mask(in: &old, rows, answers: answers, padded: padded))

    case .values(let width):
      var values: [Float] = []
      if case .values(let old, _, _) = targets { values = old }
      targets = .classes([])
      values.reset(to: 0, count: answers * count * width)
      for (b, row) in rows.enumerated() {
        guard case .values(let sequence) = examples[row].answer else { continue }
        values.scatter(sequence, width: width, sequence: b, of: count)
      }
      targets = .values(
        values, width: width, mask: mask(in: &old, rows, answers: answers, padded: padded))
    }
  }

  /// Where an answer counts, `[answers × rows]`; `nil` when every one does.
  private func mask(
    in old: inout [Bool]?, _ rows: ArraySlice<Int>, answers: Int, padded: Bool
  ) -> [Bool]? {
    guard isMasked || (padded && answer.moment == .everyStep) else { return nil }
    var marks = old ?? []
    old = nil
    marks.reset(to: false, count: answers * rows.count)
    for (b, row) in rows.enumerated() {
      let own = examples[row].mask
      for t in 0..<(answer.moment == .atEnd ? 1 : lengths[row]) {
        marks[t * rows.count + b] = own.map { $0[t] } ?? true
      }
    }
    return marks
  }
}

extension Array {
  /// As many copies of one element, in the storage that is there.
  fileprivate mutating func reset(to element: Element, count: Int) {
    removeAll(keepingCapacity: true)
    append(contentsOf: repeatElement(element, count: count))
  }
}

extension [Float] {
  /// Writes one sequence `[time × width]` into its place in `[time × count × width]`.
  fileprivate mutating func scatter(
    _ values: [Float], width: Int, sequence: Int, of count: Int
  ) {
    for i in values.indices {
      self[(i / width * count + sequence) * width + i % width] = values[i]
    }
  }
}
