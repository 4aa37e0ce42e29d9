import LongLag

/// Rows and answers that a benchmark reads: made up by rules so short that another framework's
/// benchmark follows them too, and both can be seen to compute the same.
///
/// ```
/// symbol [t, b]    = (7t + 3b + tb) mod symbols
/// value  [t, b, f] = ((31t + 17b + 7f) mod 13 - 6) / 6
/// class  [b]       = 5b mod classes
/// ```
struct MadeUpBatch {
  /// What is read.
  let batch: Batch
  /// The right answers.
  let targets: Targets

  /// A batch of a shape for a network.
  init(for network: Network, count: Int, time: Int) {
    switch network.input {
    case .embedding(let symbols, _), .oneHot(let symbols):
      let read = (0..<time).flatMap { t in
        (0..<count).map { b in Int32((7 * t + 3 * b + t * b) % symbols) }
      }
      batch = Batch(count: count, time: time, input: .symbols(read))
    case .values(let features):
      var read: [Float] = []
      read.reserveCapacity(time * count * features)
      for t in 0..<time {
        for b in 0..<count {
          for f in 0..<features {
            read.append(Float((31 * t + 17 * b + 7 * f) % 13 - 6) / 6)
          }
        }
      }
      batch = Batch(count: count, time: time, input: .values(read, features: features))
    }
    targets = .classes((0..<count).map { b in Int32(5 * b % network.outputs) })
  }
}
