/// What one color of a figure stands for: a cell, a parameter. The same series has the same color in every figure.
public struct Series: Sendable, Hashable {
  /// The name in the legend: `LSTM`.
  public let name: String
  /// Its color.
  public let hue: Hue

  /// A series with a color of one's own choice.
  public init(_ name: String, _ hue: Hue) {
    self.name = name
    self.hue = hue
  }

  /// One series for each name; the colors are dealt in order, and again from the first after the sixth.
  public static func list(_ names: [String]) -> [Series] {
    names.enumerated().map { index, name in
      Series(name, Hue.allCases[index % Hue.allCases.count])
    }
  }
}
