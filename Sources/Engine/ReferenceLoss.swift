#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The loss of the oracle, in `Double`.
struct ReferenceLoss {
  private let loss: Loss

  init(_ loss: Loss) {
    self.loss = loss
  }

  /// The loss and its gradient at the outputs, `[answers × width]`.
  func evaluate(
    _ outputs: [Double], width: Int, targets: Targets, batch: Batch
  ) -> (loss: Double, gradient: [Double]) {
    let answers = outputs.count / width
    let counts = targets.counting(answers: answers, batch: batch)
    let counted = Double(counts.filter { $0 }.count)
    var value = 0.0
    var gradient = [Double](repeating: 0, count: outputs.count)
    switch targets {
    case .classes(let classes, _):
      let scale = loss == .crossEntropySum ? 1 : 1 / counted
      for row in 0..<answers where counts[row] {
        let logits = outputs[row * width..<(row + 1) * width]
        let largest = logits.reduce(-Double.infinity, max)
        let weights = logits.map { exp($0 - largest) }
        let sum = weights.reduce(0, +)
        let target = Int(classes[row])
        value += scale * (log(sum) + largest - outputs[row * width + target])
        for j in 0..<width {
          gradient[row * width + j] = scale * (weights[j] / sum - (j == target ? 1 : 0))
        }
      }
    case .values(let values, _, _):
      let scale = 1 / (counted * Double(width))
      for row in 0..<answers where counts[row] {
        for i in row * width..<(row + 1) * width {
          let difference = outputs[i] - Double(values[i])
          value += scale * difference * difference
          gradient[i] = scale * 2 * difference
        }
      }
    }
    return (value, gradient)
  }
}

extension Targets {
  /// Which answers count: those that the mask marks, and none behind a sequence's end.
  func counting(answers: Int, batch: Batch) -> [Bool] {
    let mask: [Bool]? =
      switch self {
      case .classes(_, let mask): mask
      case .values(_, _, let mask): mask
      }
    return (0..<answers).map { row in
      let everyStep = answers != batch.count || batch.time == 1
      if everyStep, row / batch.count >= batch.length(of: row % batch.count) { return false }
      return mask?[row] ?? true
    }
  }
}
