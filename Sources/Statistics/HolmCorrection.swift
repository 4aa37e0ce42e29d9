/// What several tests together say: the more there are, the likelier one is small by chance.
public enum HolmCorrection {
  /// The p-values, each made so large that all those below a level may be believed together: one of
  /// them is wrong with no more than that probability (Holm, "A simple sequentially rejective
  /// multiple test procedure", Scandinavian Journal of Statistics 6, 1979).
  ///
  /// The smallest of m is multiplied by m, the next by m − 1, and so on; none becomes smaller than one
  /// before it, or larger than 1.
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    for p in pValues { precondition((0...1).contains(p), "a p-value of \(p)") }
    var adjusted = pValues
    var largest = 0.0
    for (rank, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
      largest = max(largest, min(1, Double(pValues.count - rank) * pValues[index]))
      adjusted[index] = largest
    }
    return adjusted
  }
}
