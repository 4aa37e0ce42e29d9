/// A curve as the data of an SVG path, in steps of whole tenths of a point: the shortest way to write it.
///
/// A value without a place on the scale does not break the path: the line is cut there and the place kept,
/// so that it can be marked.
struct LinePath {
  /// Where values begin to be missing.
  struct Loss: Equatable {
    enum Cause { case notFinite, notPositive }
    let x: Double
    let position: Double
    let cause: Cause
  }

  private(set) var data = ""
  private(set) var losses: [Loss] = []

  /// The path of a curve inside a frame, whose left upper corner is the origin.
  init(_ curve: Curve, x: Scale, y: Scale, in frame: Frame) {
    var stretch: [(x: Double, y: Double)] = []
    var wasLost: Loss.Cause?
    for (horizontal, vertical) in zip(curve.x, curve.y) {
      guard let left = x.position(horizontal) else { continue }
      if let top = y.position(vertical) {
        stretch.append((left - frame.x, top - frame.y))
        wasLost = nil
        continue
      }
      append(LinePath.thinned(stretch))
      stretch = []
      let cause: Loss.Cause = vertical.isFinite ? .notPositive : .notFinite
      if cause != wasLost {
        losses.append(Loss(x: horizontal, position: left, cause: cause))
      }
      wasLost = cause
    }
    append(LinePath.thinned(stretch))
  }

  private mutating func append(_ points: [(x: Double, y: Double)]) {
    guard let first = points.first else { return }
    var x = Int((first.x * 10).rounded())
    var y = Int((first.y * 10).rounded())
    data += "M\(x) \(y)"
    // A point alone is a line of no length: its round cap is a dot.
    data += points.count == 1 ? "h.1" : "l"
    for (index, point) in points.dropFirst().enumerated() {
      let nextX = Int((point.x * 10).rounded())
      let nextY = Int((point.y * 10).rounded())
      if index > 0 && nextX >= x { data += " " }
      data += String(nextX - x)
      if nextY >= y { data += " " }
      data += String(nextY - y)
      (x, y) = (nextX, nextY)
    }
  }

  /// At most four points for each half point of width: the first, the last, the highest and the lowest.
  private static func thinned(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    guard points.count > 2, let first = points.first, let last = points.last,
      Double(points.count) > 8 * abs(last.x - first.x)
    else { return points }
    var kept: [(x: Double, y: Double)] = []
    var begin = 0
    while begin < points.count {
      let column = (points[begin].x * 2).rounded(.down)
      var end = begin
      var low = begin
      var high = begin
      while end < points.count && (points[end].x * 2).rounded(.down) == column {
        if points[end].y < points[low].y { low = end }
        if points[end].y > points[high].y { high = end }
        end += 1
      }
      for index in Set([begin, low, high, end - 1]).sorted() { kept.append(points[index]) }
      begin = end
    }
    return kept
  }
}
