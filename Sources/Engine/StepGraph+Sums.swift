extension StepGraph {
  /// Whether products with the input are only ever added to other products and to learned rows. They
  /// can then be one product with them, and every number is the same to the bit as if the input's part
  /// had been computed first.
  var addsInputProductsToProductsAlone: Bool {
    operations.indices.allSatisfy { value in
      guard case .binary(.add, _, _) = operations[value] else { return true }
      let leaves = summands(of: value)
      let readsInput = leaves.contains { isProduct($0) && !dependsOnState[$0] }
      return !readsInput || leaves.allSatisfy { isProduct($0) || !dependsOnState[$0] }
    }
  }

  private func summands(of value: Value) -> [Value] {
    guard case .binary(.add, let a, let b) = operations[value] else { return [value] }
    return summands(of: a) + summands(of: b)
  }

  private func isProduct(_ value: Value) -> Bool {
    switch operations[value] {
    case .product, .transposedProduct: true
    default: false
    }
  }
}
