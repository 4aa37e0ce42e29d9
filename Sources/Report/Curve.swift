/// One measured curve: a quantity of one run, step by step.
public struct Curve: Sendable, Equatable {
  /// Whose curve it is: `seed 3`.
  public let name: String
  /// The positions, ascending.
  public let x: [Double]
  /// The values; one that is not finite is left out and marked.
  public let y: [Double]

  /// A curve; as many positions as values.
  public init(_ name: String, x: [Double], y: [Double]) {
    precondition(x.count == y.count, "\(name): \(x.count) positions for \(y.count) values")
    self.name = name
    self.x = x
    self.y = y
  }

  /// The values at positions 0, 1, 2, ….
  public init(_ name: String, y: [Double]) {
    self.init(name, x: y.indices.map(Double.init), y: y)
  }

  /// The median of several curves at every position where more than half of them were measured.
  ///
  /// A value that is not finite counts as larger than every other: a run that has left the numbers must not
  /// make the rest look better.
  public static func median(of curves: [Curve]) -> Curve {
    var values: [Double: [Double]] = [:]
    for curve in curves {
      for (x, y) in zip(curve.x, curve.y) where x.isFinite {
        values[x, default: []].append(y.isFinite ? y : .infinity)
      }
    }
    let shared = values.filter { $0.value.count * 2 > curves.count }.sorted { $0.key < $1.key }
    return Curve(
      "median", x: shared.map(\.key),
      y: shared.map { _, unsorted in
        let sorted = unsorted.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2)
          ? sorted[middle - 1] / 2 + sorted[middle] / 2 : sorted[middle]
      })
  }
}
