/// The oracle: runs a network in `Double`, step by step, as plainly as it can be written.
///
/// It walks the traced graph and its derivative without any plan: nothing is hoisted, deferred or
/// fused. The ``FastExecutor`` must agree with it for every cell; its own gradients must agree with
/// finite differences. It is never used for speed.
public struct ReferenceExecutor: Sendable {
  /// The structure it runs.
  public let network: Network

  /// An executor for a network.
  public init(_ network: Network) {
    self.network = network
  }

  /// Everything that one pass over a batch yields.
  public struct Evaluation: Sendable {
    /// `[answers × outputs]`, one answer per sequence or per step.
    public internal(set) var outputs: [Double] = []
    /// The loss, where targets were given.
    public internal(set) var loss: Double = 0
    /// ∂loss/∂parameter, in the order of the flat buffer.
    public internal(set) var gradients: [Double] = []
    /// ∂loss/∂input, `[time × batch × features]`, of what the first layer reads.
    public internal(set) var inputGradients: [Double] = []
    /// The states after each sequence's last step, per recurrence and state, `[batch × width]`.
    public internal(set) var finalStates: [[[Double]]] = []
    /// The named values of each recurrence, in the order of the layers, `[time × batch × width]`.
    public internal(set) var values: [[Quantity: [Double]]] = []
    /// ∂loss/∂state after each step of each recurrence, `[time × batch × width]`.
    public internal(set) var stateGradients: [[Quantity: [Double]]] = []
  }

  /// Runs a batch forwards and, where targets are given, backwards.
  ///
  /// - Parameters:
  ///   - parameters: The flat buffer.
  ///   - batch: What to read.
  ///   - initialStates: Per recurrence and state, `[batch × width]`; zero or learned where `nil`.
  ///   - targets: The right answers.
  ///   - loss: What the gradients are of.
  ///   - dropout: The stream from which dropout draws; `nil` drops nothing.
  public func run(
    _ parameters: [Double], on batch: Batch, initialStates: [[[Double]]]? = nil,
    targets: Targets? = nil, loss: Loss = .crossEntropy, dropout: RandomStream? = nil
  ) -> Evaluation {
    precondition(parameters.count == network.parameterCount, "parameters of another network")
    var result = Evaluation()
    var random = dropout
    var reads: [[Double]] = [embed(batch, parameters)]
    var masks: [[Double]?] = [nil]
    var passes: [[ReferencePass]] = []
    for (index, layer) in network.layers.enumerated() {
      if index > 0 {
        masks.append(drawMask(width: layer.inputWidth, batch: batch, random: &random))
        if let mask = masks[index] { reads[index] = zip(reads[index], mask).map { $0 * $1 } }
      }
      let layerPasses = layer.recurrences.map { recurrence in
        let given = initialStates.map { $0[passes.joined().count] }
        var pass = ReferencePass(
          recurrence: recurrence, network: network, parameters: parameters, batch: batch,
          reads: reads[index])
        pass.forward(from: given)
        return pass
      }
      passes.append(layerPasses)
      reads.append(beside(layerPasses.map { ($0.shown, $0.recurrence.cell.states[0].width) }))
    }
    result.finalStates = passes.joined().map(\.finalStates)
    result.values = passes.joined().map { $0.named() }
    let readout = ReferenceReadout(network: network, parameters: parameters, batch: batch)
    let features = readout.features(
      shown: reads[network.layers.count], last: passes[network.layers.count - 1])
    result.outputs = readout.outputs(features)
    guard let targets else { return result }

    let (value, outputGradients) = ReferenceLoss(loss).evaluate(
      result.outputs, width: network.outputs, targets: targets, batch: batch)
    result.loss = value
    result.gradients = Array(repeating: 0, count: parameters.count)
    var (shownGradients, lastGradients) = readout.backward(
      outputGradients, features: features, into: &result.gradients)
    result.stateGradients = []
    for index in network.layers.indices.reversed() {
      let layer = network.layers[index]
      var readGradients = [Double](repeating: 0, count: reads[index].count)
      var first = 0
      var gradients: [[Quantity: [Double]]] = []
      for pass in passes[index] {
        let width = pass.recurrence.cell.states[0].width
        let columns = first..<first + width
        let gradient = pass.backward(
          shown: shownGradients.map { take(columns, of: $0, width: layer.outputWidth) },
          last: lastGradients.map { take(columns, of: $0, width: layer.outputWidth) },
          into: &result.gradients, reads: &readGradients)
        gradients.append(gradient)
        first += width
      }
      result.stateGradients = gradients + result.stateGradients
      if let mask = masks[index] { readGradients = zip(readGradients, mask).map { $0 * $1 } }
      shownGradients = readGradients
      lastGradients = nil
    }
    result.inputGradients = shownGradients ?? []
    embedBackward(result.inputGradients, batch, into: &result.gradients)
    return result
  }

  private func drawMask(width: Int, batch: Batch, random: inout RandomStream?) -> [Double]? {
    guard network.dropout > 0, var stream = random else { return nil }
    defer { random = stream }
    let count = batch.time * batch.count * width
    return (0..<count).map { _ in
      Double(DropoutMask.factor(dropping: network.dropout, from: &stream))
    }
  }

  /// What the first layer reads, `[time × batch × features]`; zero behind a sequence's end.
  private func embed(_ batch: Batch, _ parameters: [Double]) -> [Double] {
    let width = network.input.width
    var rows = [Double](repeating: 0, count: batch.time * batch.count * width)
    for t in 0..<batch.time {
      for b in 0..<batch.count where t < batch.length(of: b) {
        let row = t * batch.count + b
        switch batch.input {
        case .values(let values, _):
          for j in 0..<width { rows[row * width + j] = Double(values[row * width + j]) }
        case .symbols(let symbols):
          let symbol = Int(symbols[row])
          if let embedding = network.embedding {
            let start = network.parameters[embedding].offset + symbol * width
            for j in 0..<width { rows[row * width + j] = parameters[start + j] }
          } else {
            rows[row * width + symbol] = 1
          }
        }
      }
    }
    return rows
  }

  private func embedBackward(_ gradient: [Double], _ batch: Batch, into gradients: inout [Double]) {
    guard let embedding = network.embedding, case .symbols(let symbols) = batch.input else {
      return
    }
    let width = network.input.width
    for row in symbols.indices {
      let start = network.parameters[embedding].offset + Int(symbols[row]) * width
      for j in 0..<width { gradients[start + j] += gradient[row * width + j] }
    }
  }

  /// The columns of several matrices side by side.
  private func beside(_ parts: [(scalars: [Double], width: Int)]) -> [Double] {
    let rows = parts[0].scalars.count / parts[0].width
    return (0..<rows).flatMap { row in
      parts.flatMap { $0.scalars[row * $0.width..<(row + 1) * $0.width] }
    }
  }

  private func take(_ columns: Range<Int>, of scalars: [Double], width: Int) -> [Double] {
    (0..<scalars.count / width).flatMap { row in
      scalars[row * width + columns.lowerBound..<row * width + columns.upperBound]
    }
  }
}
