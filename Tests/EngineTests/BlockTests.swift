import Cells
import Engine
import Testing

/// An executor for many sequences runs its deferred products after few steps, one for few sequences
/// after all of them. What they add up must not depend on it.
struct BlockTests {
  @Test(arguments: ["lstm", "gru", "srn"], [Network.Direction.forward, .backward])
  func `gradients do not depend on how the steps are divided`(
    name: String, direction: Network.Direction
  ) throws {
    let cell = try #require(CellCatalog.stock[name]).make(5)
    let (count, time) = (3, 9)
    var random = RandomStream(seed: 7, name: "blocks")
    let symbols = (0..<count * time).map { _ in Int32(random.integer(below: 4)) }
    let values = (0..<count * time * 2).map { _ in Float(random.uniform(in: -1...1)) }
    let inputs: [(Network.Input, Batch.Input)] = [
      (.embedding(symbols: 4, width: 3), .symbols(symbols)),
      (.values(features: 2), .values(values, features: 2)),
    ]
    for (reads, input) in inputs {
      let network = Network(
        input: reads, layers: [[(cell, direction)], [(cell, direction)]], readout: .last,
        outputs: 3)
      let parameters = (0..<network.parameterCount).map { _ in
        Float(random.uniform(in: -0.5...0.5))
      }
      let batch = Batch(count: count, time: time, input: input, lengths: [9, 4, 7])
      let gradients = [3, 64, 200].map { capacity in
        var gradients = [Float](repeating: 0, count: network.parameterCount)
        var nothingDropped: RandomStream?
        _ = FastExecutor(network, batch: capacity, time: time, purpose: .training).train(
          parameters, on: batch, targets: .classes([0, 2, 1]), gradients: &gradients,
          dropout: &nothingDropped)
        return gradients
      }
      for other in gradients.dropFirst() {
        let worst = zip(gradients[0], other).map { abs($0 - $1) }.max() ?? 0
        #expect(worst < 1e-6)
      }
      #expect(gradients[0].contains { abs($0) > 1e-3 })
    }
  }
}
