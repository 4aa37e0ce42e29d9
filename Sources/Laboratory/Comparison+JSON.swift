import Statistics

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Comparison: Encodable {
  private enum Key: CodingKey {
    case sides, places, differences, unpaired
  }

  /// Writes the groups and the differences; the runs themselves are not in it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(sides, forKey: .sides)
    try container.encode(places, forKey: .places)
    try container.encode(differences, forKey: .differences)
    try container.encode(unpaired, forKey: .unpaired)
  }

  /// The comparison as one line of JSON, keys in order.
  public func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + Array("\n".utf8)
  }
}

extension Comparison.Difference: Encodable {
  private enum Key: CodingKey {
    case place, first, second, measure, seeds, seedsLeftOut, difference, interval, p, pHolm,
      comparisons, smallestP, verdict, unequalBudgets, sentence
  }

  /// Writes the numbers and the sentence.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(place, forKey: .place)
    try container.encode(paired.first, forKey: .first)
    try container.encode(paired.second, forKey: .second)
    try container.encode(paired.measure, forKey: .measure)
    try container.encode(paired.seeds, forKey: .seeds)
    try container.encode(paired.seedsLeftOut, forKey: .seedsLeftOut)
    try container.encode(paired.difference, forKey: .difference)
    try container.encodeIfPresent(paired.interval, forKey: .interval)
    try container.encode(paired.test.pValue, forKey: .p)
    try container.encode(paired.pValue, forKey: .pHolm)
    try container.encodeIfPresent(paired.correction?.comparisons, forKey: .comparisons)
    try container.encode(paired.smallestPValue, forKey: .smallestP)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(budgets, forKey: .unequalBudgets)
    try container.encode(paired.sentence, forKey: .sentence)
  }
}
