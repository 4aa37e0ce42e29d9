import LongLag

/// From values to what a terminal shows: colors, or characters that say as much.
struct TerminalScale: Hashable {
  /// The largest magnitude shown.
  let limit: Double
  /// Whether values lie on both sides of zero.
  let isSigned: Bool

  /// The scale of a quantity: 0 to 1 for gates; for candidates and states the same on both sides of
  /// zero, as far as the values go.
  init(of quantity: Quantity, in recording: Recording) {
    let values = recording[quantity]?.scalars.filter(\.isFinite) ?? []
    let isState = recording.gradient(of: quantity) != nil
    isSigned =
      isState || quantity == .candidate || !values.allSatisfy { (0...1).contains($0) }
    let largest = Double(values.map { abs($0) }.max() ?? 0)
    limit = isSigned ? Self.roundLimit(above: largest) : 1
  }

  /// The least of 1, 2, 3, 5, 10, 20, 30 … that is not below a magnitude.
  private static func roundLimit(above magnitude: Double) -> Double {
    var unit = 1.0
    while true {
      for step in [1.0, 2, 3, 5] where unit * step >= magnitude { return unit * step }
      unit *= 10
    }
  }

  /// The color of a value as the numbers of an escape sequence: `68;1;84`.
  func color(_ value: Double) -> String {
    let scale: ColorScale = isSigned ? .diverging(limit: limit) : .sequential()
    let hex = UInt32(scale.color(value).dropFirst(), radix: 16) ?? 0x888888
    return "\(hex >> 16 & 0xff);\(hex >> 8 & 0xff);\(hex & 0xff)"
  }

  /// A character for a value: the more ink, the larger its magnitude. Below zero they are round, with
  /// the faintest at the foot of the line; above zero they are crosses, the faintest at its head.
  func character(_ value: Double) -> Character {
    guard !value.isNaN else { return "?" }
    let ramp = Array(ramp)
    let share = min(max(value / limit, isSigned ? -1 : 0), 1)
    let place = isSigned ? ((share + 1) * 4).rounded() : (share * 10).rounded(.down)
    return ramp[min(Int(place), ramp.count - 1)]
  }

  /// All characters, from the smallest value to the largest.
  var ramp: String { isSigned ? "@Oo. '+x#" : " .:-=+*#%@" }

  /// The smallest value and the largest.
  var ends: (low: String, high: String) {
    let high = limit < 1e15 ? "\(Int(limit))" : "\(limit)"
    return (isSigned ? "-\(high)" : "0", high)
  }
}
