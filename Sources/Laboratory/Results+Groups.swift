import Models
import Tasks

/// The runs that differ only in their seed.
public struct RunGroup: Sendable {
  /// The cell's name in the catalog.
  public let cell: String
  /// Steps of a sequence.
  public let length: Int
  /// The preset's variant; `nil` where it has none.
  public let variant: String?
  /// The runs, by seed.
  public let runs: [Results.Entry]

  /// The mean dev accuracy over the seeds, with its interval.
  public var dev: Estimate {
    .of(accuracies: runs.map(\.dev.accuracy), rows: runs.first?.dev.answers ?? 1)
  }
  /// The mean test accuracy over the seeds, with its interval.
  public var test: Estimate {
    .of(accuracies: runs.map(\.test.accuracy), rows: runs.first?.test.answers ?? 1)
  }
  /// Scalars that each run learned.
  public var parameters: Int { runs.first?.parameters ?? 0 }
  /// Seconds of work in all.
  public var seconds: Double { runs.reduce(0) { $0 + $1.seconds } }
}

extension Results {
  /// The runs by length, cell and variant, in the order in which they first appear.
  public var groups: [RunGroup] {
    struct Key: Hashable {
      let cell: String
      let length: Int
      let variant: String?
    }
    var order: [Key] = []
    var members: [Key: [Entry]] = [:]
    for entry in runs {
      let key = Key(
        cell: entry.experiment.model.cell.name, length: entry.experiment.task.length,
        variant: entry.variant)
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(entry)
    }
    return order.map { key in
      RunGroup(
        cell: key.cell, length: key.length, variant: key.variant, runs: members[key] ?? [])
    }
  }

  /// The lengths, in the order in which they first appear.
  public var lengths: [Int] { unique(runs.map(\.experiment.task.length)) }
  /// The cells' names, in the order in which they first appear.
  public var cells: [String] { unique(runs.map(\.experiment.model.cell.name)) }
  /// The number of different seeds.
  public var seedCount: Int { Set(runs.map(\.experiment.seed)).count }

  private func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen = Set<Element>()
    return elements.filter { seen.insert($0).inserted }
  }
}
