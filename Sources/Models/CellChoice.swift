/// A cell by name and width: what an experiment says of the cell, and a catalog makes real.
public struct CellChoice: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The name in the catalog.
  public var name: String
  /// The width of the state.
  public var hidden: Int

  /// A cell of the catalog.
  public init(_ name: String, hidden: Int) {
    self.name = name
    self.hidden = hidden
  }

  /// The simple recurrent network.
  public static func srn(hidden: Int) -> CellChoice { CellChoice("srn", hidden: hidden) }
  /// Long short-term memory.
  public static func lstm(hidden: Int) -> CellChoice { CellChoice("lstm", hidden: hidden) }
  /// The gated recurrent unit.
  public static func gru(hidden: Int) -> CellChoice { CellChoice("gru", hidden: hidden) }

  /// As in `lstm(32)`.
  public var description: String { "\(name)(\(hidden))" }
}
