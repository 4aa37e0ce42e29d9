/// What an axis shows: its label, its scale, and, if the values are positions in a sequence, what was read there.
public struct Axis: Sendable, Equatable {
  /// The label, with the unit: `training step`.
  public var label: String
  /// Linear or logarithmic.
  public var kind: Scale.Kind
  /// The values from end to end; nil to cover what is drawn.
  public var range: ClosedRange<Double>?
  /// Whether zero is always shown; it has no effect on a logarithmic axis.
  public var includesZero: Bool
  /// What was read at positions 0, 1, 2, …: written under each position. Empty on any other axis.
  public var symbols: [String]
  /// What a symbol is: `digit`.
  public var symbolName: String

  /// An axis.
  public init(
    _ label: String, _ kind: Scale.Kind = .linear, range: ClosedRange<Double>? = nil,
    includesZero: Bool = false, symbols: [String] = [],
    symbolName: String = "digit"
  ) {
    self.label = label
    self.kind = kind
    self.range = range
    self.includesZero = includesZero
    self.symbols = symbols
    self.symbolName = symbolName
  }

  /// The scale that shows these values between two positions of the drawing.
  func scale(
    covering values: some Sequence<Double>, roundEnds: Bool = true, from start: Double,
    to end: Double
  ) -> Scale {
    if let range {
      return Scale(kind, domain: range, from: start, to: end)
    }
    if !symbols.isEmpty {
      return Scale(
        .linear, domain: -0.5...(Double(symbols.count) - 0.5), from: start, to: end)
    }
    return Scale(
      kind, covering: values, includingZero: includesZero, roundEnds: roundEnds, from: start,
      to: end)
  }

  /// A value of the axis in words: `training step 5,000`, `position in the sequence 3 (digit 0)`.
  func reading(_ value: Double) -> String {
    let number = Numeral.short(value)
    let plain = label.isEmpty ? number : "\(label) \(number)"
    guard let position = Int(exactly: value), symbols.indices.contains(position) else {
      return plain
    }
    return "\(plain) (\(symbolName) \(symbols[position]))"
  }
}
