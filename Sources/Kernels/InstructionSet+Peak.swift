import CKernels

extension InstructionSet {
  /// Multiplies and adds in registers alone, as fast as a core can: what everything else is held
  /// against.
  ///
  /// - Returns: The operations done, two for a multiplication and an addition.
  public func multiplyAndAdd(rounds: Int) -> Int {
    var number: Float = 1
    let operations = Int(table.pointee.multiply_adds(Int64(rounds), &number))
    precondition(number.isFinite, "sums that halve at every step stay finite")
    return operations
  }
}
