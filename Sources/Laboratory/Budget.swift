import Models
import Training

/// What a group of runs was given to learn with. Only with equal budgets is a difference one of the
/// cells.
public struct Budget: Sendable, Hashable, Encodable {
  /// The fewest updates that a run made.
  public let fewestUpdates: Int
  /// The most updates that a run made; more than the fewest where training stops early.
  public let mostUpdates: Int
  /// Rows per update.
  public let batch: Int
  /// Scalars that are learned.
  public let parameters: Int
  /// Answers in the training rows.
  public let rows: Int

  /// Where two budgets differ.
  public enum Difference: String, Sendable, Hashable, Encodable, CaseIterable {
    /// In the number of updates.
    case updates
    /// In the rows per update.
    case batch
    /// In the rows to learn from.
    case rows
    /// In the number of parameters, by more than ``Budget/parameterTolerance``.
    case parameters
  }

  /// The ratio up to which two numbers of parameters count as the same: hidden units are whole, so
  /// that cells can seldom have exactly as many.
  public static let parameterTolerance = 1.1

  /// The budget of some runs that differ only in their seed.
  init(of runs: [Results.Entry]) {
    fewestUpdates = runs.map(\.steps).min() ?? 0
    mostUpdates = runs.map(\.steps).max() ?? 0
    batch = runs.first?.experiment.plan.batch ?? 0
    parameters = runs.first?.parameters ?? 0
    rows = runs.first?.train.answers ?? 0
  }

  /// Where it is not equal to another.
  public func differences(from other: Budget) -> [Difference] {
    let most = Double(max(parameters, other.parameters))
    let least = Double(max(1, min(parameters, other.parameters)))
    return Difference.allCases.filter {
      switch $0 {
      case .updates:
        fewestUpdates != other.fewestUpdates || mostUpdates != other.mostUpdates
      case .batch: batch != other.batch
      case .rows: rows != other.rows
      case .parameters: most > Self.parameterTolerance * least
      }
    }
  }
}
