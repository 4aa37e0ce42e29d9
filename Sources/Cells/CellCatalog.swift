public import Engine

/// The cells that a name can mean: LongLag's own, and any that a user adds.
///
/// ```swift
/// let catalog = CellCatalog.stock.adding("mgu", "minimal gated unit") {
///   MinimalGatedUnit(hidden: $0)
/// }
/// ```
public struct CellCatalog: Sendable {
  /// A cell by name.
  public struct Entry: Sendable {
    /// What the command line and files call it.
    public let name: String
    /// One line about it.
    public let summary: String
    /// The cell, for a width of its state.
    public let make: @Sendable (_ hidden: Int) -> any RecurrentCell
  }

  /// The entries, in the order in which they are listed.
  public private(set) var entries: [Entry]

  /// LongLag's own cells.
  public static let stock = CellCatalog(entries: [])
    .adding("srn", "simple recurrent network (Elman 1990), tanh") { SRN(hidden: $0) }
    .adding("srn-relu", "simple recurrent network with rectified units") {
      SRN(hidden: $0, activation: .relu)
    }
    .adding("srn-residual", "simple recurrent network with h' = h + tanh(…)") {
      ResidualSRN(hidden: $0)
    }
    .adding("lstm", "long short-term memory (1997) with forget gate") { LSTM(hidden: $0) }
    .adding("lstm-peephole", "LSTM whose gates see the cell (2002)") { PeepholeLSTM(hidden: $0) }
    .adding("gru", "gated recurrent unit (2014), reset after the product") { GRU(hidden: $0) }
    .adding("course", "the course's faulty LSTM, as written") { CourseCell(hidden: $0) }
    .adding("course-fed-back", "the course's LSTM with only its shared pre-activation") {
      CourseCell(hidden: $0, faults: .sharedPreactivation)
    }

  /// This catalog and one cell more; a name that is there already now means the new one.
  public func adding(
    _ name: String, _ summary: String,
    make: @escaping @Sendable (_ hidden: Int) -> any RecurrentCell
  ) -> CellCatalog {
    var catalog = self
    catalog.entries.removeAll { $0.name == name }
    catalog.entries.append(Entry(name: name, summary: summary, make: make))
    return catalog
  }

  /// The entry of a name.
  public subscript(name: String) -> Entry? { entries.first { $0.name == name } }
}
