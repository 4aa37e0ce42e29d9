extension HeatMaps {
  /// The cells of one map: each with its value under the pointer, or, when there are very many, one path for each
  /// color.
  func cells(of map: HeatMap, in frame: Frame, units: Int, named: Bool) -> Markup {
    let width = frame.width / Double(max(1, symbols.count))
    let height = frame.height / Double(max(1, units))
    return SVG.group(
      "cells",
      named
        ? single(map, in: frame, width: width, height: height)
        : grouped(map, in: frame, width: width, height: height))
  }

  private func single(_ map: HeatMap, in frame: Frame, width: Double, height: Double) -> [Markup] {
    map.values.enumerated().flatMap { time, units in
      units.enumerated().map { unit, value in
        let number = Numeral.fixed(value, decimals: 3)
        return .element(
          "path",
          [
            "fill": map.colors.color(value),
            "d": box(time, unit, in: frame, width: width, height: height),
          ], [SVG.title("unit \(unit), position \(time)\(symbol(at: time)): \(number)")])
      }
    }
  }

  private func grouped(_ map: HeatMap, in frame: Frame, width: Double, height: Double) -> [Markup] {
    var paths: [String: String] = [:]
    for (time, units) in map.values.enumerated() {
      for (unit, value) in units.enumerated() {
        paths[map.colors.color(value), default: ""] +=
          box(time, unit, in: frame, width: width, height: height)
      }
    }
    return paths.sorted { $0.key < $1.key }.map { color, data in
      .element("path", ["fill": color, "d": data])
    }
  }

  /// The outline of a cell. Neighbors write their common edge as the same number, so that no seam shows between them.
  private func box(
    _ time: Int, _ unit: Int, in frame: Frame, width: Double, height: Double
  ) -> String {
    let left = SVG.number(frame.x + Double(time) * width)
    let right = SVG.number(frame.x + Double(time + 1) * width)
    let top = SVG.number(frame.y + Double(unit) * height)
    let bottom = SVG.number(frame.y + Double(unit + 1) * height)
    return "M\(left) \(top)H\(right)V\(bottom)H\(left)z"
  }

  private func symbol(at time: Int) -> String {
    symbols.indices.contains(time) ? " (\(symbolName) \(symbols[time]))" : ""
  }
}
