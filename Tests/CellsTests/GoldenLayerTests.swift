import Cells
import Engine
import GoldenSupport
import Testing

/// Two bidirectional layers over sequences of different lengths, against PyTorch's.
struct GoldenLayerTests {
  private struct Layers: Decodable {
    let lengths: [Int32]
    let weights: GoldenTensors
    let input: [[[Double]]]
    let loss_weights: [[[Double]]]
    let outputs: [[[Double]]]
    let final_hidden: [[[Double]]]
    let final_cell: [[[Double]]]?
    let input_gradient: [[[Double]]]
    let gradients: GoldenTensors
  }

  /// The golden layers under a read-out that changes nothing: its weights are the identity, so that
  /// the answers of every step are what the layers show.
  private struct Case {
    let golden: Layers
    let network: Network
    let parameters: [Double]
    let gradients: [Double]
    let batch: Batch
    /// Squared errors whose gradient is PyTorch's: the file's loss is Σ outputs ⊙ weights, so each
    /// target lies where the slope of the mean square is the weight.
    let targets: Targets

    init(_ cell: String) throws {
      golden = try GoldenFile("layers-\(cell)").read()
      let make = try #require(CellCatalog.stock[cell]).make
      let layer: [(cell: any RecurrentCell, direction: Network.Direction)] = [
        (make(4), .forward), (make(4), .backward),
      ]
      network = Network(
        input: .values(features: 3), layers: [layer, layer], readout: .everyStep, outputs: 8)
      let packing = GoldenTensors.packing(of: cell)
      var parameters = golden.weights.flat(
        for: network, packing: packing, prefix: "", as: .weights, missing: 0)
      for i in 0..<8 {
        parameters[network.parameters[network.readoutWeights].offset + i * 9] = 1
      }
      self.parameters = parameters
      gradients = golden.gradients.flat(
        for: network, packing: packing, prefix: "", as: .gradients, missing: 0)
      batch = Batch(
        count: golden.lengths.count, time: golden.input.count,
        input: .values(golden.input.joined().flatMap { $0.map(Float.init) }, features: 3),
        lengths: golden.lengths)
      let numbers = Double(golden.lengths.reduce(0, +)) * 8
      let outputs = golden.outputs.joined().flatMap(\.self)
      let slopes = golden.loss_weights.joined().flatMap(\.self)
      targets = .values(
        zip(outputs, slopes).map { Float($0 - $1 * numbers / 2) }, width: 8)
    }

    /// What stands at the steps that sequences really have.
    func active<Scalar>(_ scalars: [Scalar], width: Int) -> [Scalar] {
      scalars.indices.filter { index in
        let row = index / width
        return row / batch.count < batch.length(of: row % batch.count)
      }.map { scalars[$0] }
    }

    /// Per recurrence and state, `[batch × width]`.
    var finalStates: [[[Double]]] {
      golden.final_hidden.indices.map { index in
        [golden.final_hidden, golden.final_cell].compactMap { $0?[index].flatMap(\.self) }
      }
    }

    /// The cells' parameters: the read-out is not PyTorch's.
    var ofLayers: ArraySlice<Parameter> { network.parameters[..<network.readoutWeights] }
  }

  static let names = ["srn", "lstm", "gru"]

  @Test(arguments: names) func `the oracle agrees`(cell: String) throws {
    let known = try Case(cell)
    let found = ReferenceExecutor(known.network).run(
      known.parameters, on: known.batch, targets: known.targets, loss: .meanSquaredError)
    let outputs = known.active(known.golden.outputs.joined().flatMap(\.self), width: 8)
    #expect(largestDifference(known.active(found.outputs, width: 8), outputs, floor: 1) < 1e-13)
    #expect(found.finalStates.map(\.count) == known.finalStates.map(\.count))
    for (state, expected) in zip(found.finalStates.joined(), known.finalStates.joined()) {
      #expect(largestDifference(state, expected, floor: 1) < 1e-13)
    }
    // Targets are Floats near 100, which leaves the gradient at the answers seven digits.
    for parameter in known.ofLayers {
      let (a, b) = (found.gradients[parameter.range], known.gradients[parameter.range])
      #expect(largestDifference(a, b, floor: 1e-3) < 1e-6, "gradient of \(parameter.name)")
    }
    let inputGradient = known.golden.input_gradient.joined().flatMap(\.self)
    #expect(largestDifference(found.inputGradients, inputGradient, floor: 1e-3) < 1e-6)
  }

  @Test(arguments: names) func `the fast executor agrees`(cell: String) throws {
    let known = try Case(cell)
    let executor = FastExecutor(
      known.network, batch: known.batch.count, time: known.batch.time, purpose: .training,
      recording: true)
    var gradients = [Float](repeating: .nan, count: known.network.parameterCount)
    var dropout: RandomStream?
    _ = executor.train(
      known.parameters.map(Float.init), on: known.batch, targets: known.targets,
      loss: .meanSquaredError, gradients: &gradients, dropout: &dropout)
    let outputs = known.active(known.golden.outputs.joined().flatMap(\.self), width: 8)
    #expect(difference(known.active(executor.outputs, width: 8), outputs) < 1e-6)
    for (state, expected) in zip(executor.finalStates.joined(), known.finalStates.joined()) {
      #expect(difference(state, expected) < 1e-6)
    }
    for parameter in known.ofLayers {
      let (a, b) = (gradients[parameter.range], known.gradients[parameter.range])
      #expect(difference(a, b) < 2e-6, "gradient of \(parameter.name)")
    }
    let inputGradient = known.golden.input_gradient.joined().flatMap(\.self)
    let found = try #require(executor.inputGradients)
    #expect(difference(found, inputGradient) < 2e-6)
  }
}
