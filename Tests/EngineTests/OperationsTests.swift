import Cells
import Engine
import Testing

@Suite struct OperationsTests {
  private func operations(
    _ input: Network.Input, _ purpose: FastExecutor.Purpose, steps: Int, batch: Int
  ) -> Int {
    let network = Network(
      input: input, layers: [[(SRN(hidden: 5), .forward)]], readout: .last, outputs: 7)
    return FastExecutor(network, batch: batch, time: steps, purpose: purpose)
      .operations(steps: steps, batch: batch)
  }

  /// A product of depth d and width w is 2·d·w, a tanh one operation an element.
  @Test func productsAreCountedAsTheyAre() {
    let found = operations(.values(features: 3), .inference, steps: 4, batch: 2)
    // At the first step the state is zero, and is not multiplied.
    let products = 2 * 2 * (4 * 3 * 5 + 3 * 5 * 5 + 5 * 7)
    let elements = 4 * 2 * 5
    #expect(found >= products + elements)
    #expect(found <= products + 2 * elements)
  }

  /// The rows of a table are multiplied once, however many steps read them.
  @Test func whatATableSavesDoesNotCount() {
    func found(steps: Int) -> Int {
      operations(.embedding(symbols: 6, width: 3), .inference, steps: steps, batch: 2)
    }
    let step = found(steps: 2) - found(steps: 1)
    let (product, elements) = (2 * 2 * 5 * 5, 2 * 5)
    #expect(step >= product + elements)
    #expect(step <= product + 2 * elements)
  }

  @Test func trainingTakesMoreThanTwiceTheWayForwards() {
    let forwards = operations(.values(features: 3), .inference, steps: 4, batch: 2)
    #expect(operations(.values(features: 3), .training, steps: 4, batch: 2) > 2 * forwards)
  }
}
