import Models
import Tasks

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
    return order.compactMap { members[$0].map { RunGroup($0) } }
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
