/// The largest difference of two series, relative to the largest magnitude of the expected one (at
/// least `floor`).
public func difference(
  _ found: some Collection<Float>, _ expected: some Collection<Double>, floor: Double = 1e-3
) -> Double {
  precondition(
    found.count == expected.count, "\(found.count) numbers against \(expected.count)")
  let scale = max(expected.map { abs($0) }.max() ?? 0, floor)
  return zip(found, expected).map { abs(Double($0) - $1) / scale }.max() ?? 0
}
