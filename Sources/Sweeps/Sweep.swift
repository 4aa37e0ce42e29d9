public import Laboratory
public import Models

/// Experiments as a file says them: a base, and what varies.
///
/// ```swift
/// let sweep = try Sweep(contentsOf: "cells-and-lengths.yaml")
/// let runs = try await Laboratory(threads: 2).run(sweep.experiments)
/// ```
///
/// A sweep is checked as it is read: every experiment of it can be run.
public struct Sweep: Sendable {
  /// What varies: one setting, or several together.
  public struct Axis: Hashable, Sendable {
    /// The settings that vary together, as the file calls them: `model.cell`.
    public let keys: [String]
    /// A value for each of them, one row for each of the axis's places.
    public let rows: [[SettingValue]]

    /// What stands above its column in a table.
    public var title: String { keys.joined(separator: ", ") }

    /// What stands in its column for one of its places: `lstm, 32`.
    public func label(_ row: Int) -> String {
      rows[row].map(\.description).joined(separator: ", ")
    }

    /// The different values of one of its settings.
    func values(of column: Int) -> String {
      var seen = Set<SettingValue>()
      let different = rows.map { $0[column] }.filter { seen.insert($0).inserted }
      let shown = different.prefix(12).map(\.description).joined(separator: ", ")
      return different.count > 12 ? shown + ", …" : shown
    }
  }

  /// A setting that is the same in all runs.
  public struct Fixed: Hashable, Sendable {
    /// The setting, as the file calls it.
    public let key: String
    /// Its value.
    public let value: SettingValue
  }

  /// More runs are a typing error, unless somebody says that they are meant.
  public static let usualLimit = 100_000

  /// What the file calls it, or the name of the file.
  public let name: String
  /// What varies, in the order of the file, and the seeds last. The last varies fastest.
  public let axes: [Axis]
  /// What the file says of all runs, in its order.
  public let fixed: [Fixed]
  /// The sequences that every run is recorded with.
  public let recordings: [RecordedSequence]
  /// The experiments, each once.
  public let experiments: [Experiment]
  /// For each experiment the row of each axis.
  public let coordinates: [[Int]]
  /// Combinations that the file leaves out.
  public let excluded: Int
  /// Combinations that came out equal to an experiment before them, and are not there again.
  public let repeated: Int

  /// What whoever runs it should know.
  public var notes: [String] {
    guard repeated > 0 else { return [] }
    let verb = repeated == 1 ? "is" : "are"
    return [
      "\(repeated.of("combination")) \(verb) equal to others in every setting, and \(verb) run once"
    ]
  }
}
