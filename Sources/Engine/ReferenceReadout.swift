/// The read-out of the oracle: from what the last layer shows to the answers, and back.
struct ReferenceReadout {
  let network: Network
  let parameters: [Double]
  let batch: Batch

  private var width: Int { network.parameters[network.readoutWeights].shape[1] }
  private var weights: Int { network.parameters[network.readoutWeights].offset }
  private var bias: Int { network.parameters[network.readoutWeights + 1].offset }

  /// What the read-out looks at, `[answers × width]`.
  func features(shown: [Double], last: [ReferencePass]) -> [Double] {
    switch network.readout {
    case .everyStep: return shown
    case .last:
      return (0..<batch.count).flatMap { b in
        last.flatMap { pass in
          let width = pass.recurrence.cell.states[0].width
          return pass.finalStates[0][b * width..<(b + 1) * width]
        }
      }
    case .mean:
      var mean = [Double](repeating: 0, count: batch.count * width)
      for b in 0..<batch.count {
        let length = batch.length(of: b)
        for t in 0..<length {
          for j in 0..<width {
            mean[b * width + j] += shown[(t * batch.count + b) * width + j] / Double(length)
          }
        }
      }
      return mean
    }
  }

  func outputs(_ features: [Double]) -> [Double] {
    let (width, outputs) = (width, network.outputs)
    return (0..<features.count / width * outputs).map { i in
      let (row, output) = (i / outputs, i % outputs)
      return (0..<width).reduce(parameters[bias + output]) {
        $0 + features[row * width + $1] * parameters[weights + output * width + $1]
      }
    }
  }

  /// Adds the read-out's own gradients; returns those of what is shown at every step, or of the last
  /// states.
  func backward(
    _ outputGradients: [Double], features: [Double], into gradients: inout [Double]
  ) -> (shown: [Double]?, last: [Double]?) {
    let (width, outputs) = (width, network.outputs)
    var back = [Double](repeating: 0, count: features.count)
    for row in 0..<features.count / width {
      for output in 0..<outputs {
        let delta = outputGradients[row * outputs + output]
        gradients[bias + output] += delta
        for j in 0..<width {
          gradients[weights + output * width + j] += delta * features[row * width + j]
          back[row * width + j] += delta * parameters[weights + output * width + j]
        }
      }
    }
    switch network.readout {
    case .everyStep: return (back, nil)
    case .last: return (nil, back)
    case .mean:
      var shown = [Double](repeating: 0, count: batch.time * back.count)
      for b in 0..<batch.count {
        let length = batch.length(of: b)
        for t in 0..<length {
          for j in 0..<width {
            shown[(t * batch.count + b) * width + j] = back[b * width + j] / Double(length)
          }
        }
      }
      return (shown, nil)
    }
  }
}
