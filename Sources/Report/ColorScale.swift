/// From values to colors, for heat maps.
public struct ColorScale: Sendable, Equatable {
  /// The values from the first color to the last.
  public let range: ClosedRange<Double>
  private let stops: [UInt32]

  /// Dark to bright, for values that start at nothing: gates between 0 and 1.
  ///
  /// The colors of viridis (S. van der Walt and N. Smith, 2015): even in lightness, and safe for the color-blind.
  public static func sequential(_ range: ClosedRange<Double> = 0...1) -> ColorScale {
    ColorScale(
      range: range,
      stops: [
        0x440154, 0x481a6c, 0x472f7d, 0x414487, 0x39568c, 0x31688e, 0x2a788e, 0x23888e,
        0x1f988b, 0x22a884, 0x35b779, 0x54c568, 0x7ad151, 0xa5db36, 0xd2e21b, 0xfde725,
      ])
  }

  /// Blue through white to red, for values on both sides of zero: states between −limit and limit.
  ///
  /// The colors of RdBu (C. Brewer, ColorBrewer 2.0), which the color-blind can tell apart.
  public static func diverging(limit: Double) -> ColorScale {
    let limit = limit.isFinite && limit > 0 ? limit : 1
    return ColorScale(
      range: -limit...limit,
      stops: [
        0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfddbc7, 0xf4a582,
        0xd6604d, 0xb2182b, 0x67001f,
      ])
  }

  /// The color of a value; values beyond an end have that end's color, what is not a number is gray.
  public func color(_ value: Double) -> String {
    guard !value.isNaN else { return "#888888" }
    let low = range.lowerBound
    let share = min(max((value - low) / max(range.upperBound - low, 1e-300), 0), 1)
    return color(share: share)
  }

  /// The color at a share of the way from the first to the last.
  func color(share: Double) -> String {
    let place = share * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    let mixed = [16, 8, 0].map { shift -> Int in
      let from = Double((stops[index] >> shift) & 0xff)
      let to = Double((stops[index + 1] >> shift) & 0xff)
      return Int((from + (to - from) * (place - Double(index))).rounded())
    }
    let digits = Array("0123456789abcdef")
    return "#" + String(mixed.flatMap { [digits[$0 / 16], digits[$0 % 16]] })
  }

  /// Whether dark text stands out from the color of a value better than white does.
  func isBright(_ value: Double) -> Bool {
    guard let rgb = UInt32(color(value).dropFirst(), radix: 16) else { return true }
    let weights = [(16, 0.299), (8, 0.587), (0, 0.114)]
    return weights.reduce(0) { $0 + Double((rgb >> UInt32($1.0)) & 0xff) * $1.1 } > 140
  }
}
