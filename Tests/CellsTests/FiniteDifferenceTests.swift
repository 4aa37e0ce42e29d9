import Cells
import Engine
import Testing

/// The oracle's own gradients, against the loss itself.
struct FiniteDifferenceTests {
  @Test(arguments: CellCatalog.stock.entries.map(\.name))
  func gradientsAgreeWithFiniteDifferences(cell: String) {
    for shape in Trial.Shape.allCases {
      for initialState in Network.InitialState.allCases {
        var trial = Trial(
          cell: cell, shape: shape, mixedLengths: true, initialState: initialState)
        trial.hidden = 3
        trial.count = 2
        trial.time = 4
        check(trial)
      }
    }
  }

  private func check(_ trial: Trial) {
    let network = trial.network
    let executor = ReferenceExecutor(network)
    let parameters = trial.parameters(network).map(Double.init)
    let (batch, targets) = (trial.batch, trial.targets)
    let gradients = executor.run(parameters, on: batch, targets: targets).gradients
    var random = RandomStream(seed: trial.seed, name: "directions")
    // Along random directions all parameters are tested at once; rectifiers have kinks, so a small
    // step and central differences: the error is then of the order of 1e-10.
    for _ in 0..<4 {
      let direction = parameters.map { _ in random.normal() }
      let step = 1e-5
      func loss(_ factor: Double) -> Double {
        let moved = zip(parameters, direction).map { $0 + factor * step * $1 }
        return executor.run(moved, on: batch, targets: targets).loss
      }
      let numeric = (loss(1) - loss(-1)) / (2 * step)
      let analytic = zip(gradients, direction).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(
        abs(numeric - analytic) < 1e-6 * max(1, abs(analytic)),
        "\(trial): \(numeric) against \(analytic)")
    }
  }
}
