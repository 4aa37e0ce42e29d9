import Kernels

extension FastExecutor {
  /// Multiplications and additions that a batch takes, forwards and, where it trains, backwards.
  ///
  /// Counted from the programs as they run, so that what the plan saves does not count: a product
  /// with a table of symbols is one of so many rows, whatever the batch. The loss and the optimizer
  /// are not programs and are not in it. Inference counts as it goes with parameters that it has met.
  ///
  /// - Parameter goesOn: Whether it goes on from states that are there already.
  public func operations(steps: Int, batch: Int, goesOn: Bool = false) -> Int {
    let shape = Batch(
      count: batch, time: steps, input: .symbols(Array(repeating: 0, count: steps * batch)))
    return OperationCounter.count(batch: batch) { session in
      forward(
        session, shape, dropping: false, given: goesOn, unchanged: purpose == .inference)
      if purpose == .training { backward(session, shape, dropping: false, given: goesOn) }
    }
  }
}
