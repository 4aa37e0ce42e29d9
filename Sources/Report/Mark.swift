/// The shape that stands for an estimate: a second sign beside the color.
enum Mark: Int, CaseIterable {
  case circle, square, diamond, triangle

  /// The mark of the series at this place of the legend.
  init(_ index: Int) {
    self = Mark.allCases[index % Mark.allCases.count]
  }

  func path(x: Double, y: Double) -> String {
    let start = "M\(SVG.number(x)) \(SVG.number(y))"
    return switch self {
    case .circle: start + "m-2.6 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0z"
    case .square: start + "m-2.3-2.3h4.6v4.6h-4.6z"
    case .diamond: start + "m0-3.2l3.2 3.2-3.2 3.2-3.2-3.2z"
    case .triangle: start + "m0-3.1l3 5.2h-6z"
    }
  }
}
