public import Laboratory
import Statistics

extension Comparison {
  /// Every comparison in words, with all its numbers; of more than a dozen only those that show a
  /// difference, and how many do not.
  public var sentences: [String] {
    let shown = differences.count <= 12 ? differences : differences.filter(\.isSupported)
    var sentences = shown.map(\.paired.sentence)
    let others = differences.count - shown.count
    if others > 0 {
      sentences.append(
        "The \(shown.isEmpty ? "" : "other ")\(Numeral.grouped(others)) comparisons show no "
          + "difference.")
    }
    for pair in unpaired {
      sentences.append(
        "\(pair.first) and \(pair.second) have no seed in common\(Self.at([pair.place])), so they "
          + "are not compared.")
    }
    return sentences
  }

  /// Where two sides were not given the same to learn with: what is called a difference may be one of
  /// their budgets. Says so, too, where all were given the same.
  public var budgetSentences: [String] {
    var order: [String] = []
    var places: [String: [String]] = [:]
    var compared: [String: Int] = [:]
    var pair: [String: String] = [:]
    for difference in differences {
      compared[Self.names(difference), default: 0] += 1
      guard let sentence = Self.budgets(difference) else { continue }
      if places[sentence] == nil { order.append(sentence) }
      pair[sentence] = Self.names(difference)
      places[sentence, default: []].append(difference.place)
    }
    if differences.isEmpty { return [] }
    if order.isEmpty {
      return [
        "The budgets are equal: the same number of updates with as many rows, from as many training "
          + "rows, and numbers of parameters less than a tenth apart."
      ]
    }
    if order.count > 6 {
      let unequal = differences.count { !$0.budgets.isEmpty }
      return [
        "In \(Numeral.grouped(unequal)) of \(Numeral.grouped(differences.count)) comparisons the "
          + "budgets are not equal: a difference may be due to updates, rows or parameters."
      ]
    }
    var atPlace: [String: [String]] = [:]
    for sentence in order {
      let found = places[sentence] ?? []
      let isEverywhere = pair[sentence].flatMap { compared[$0] } == found.count
      atPlace[isEverywhere ? "" : Self.at(found), default: []].append(sentence)
    }
    return atPlace.sorted { $0.key < $1.key }.map { place, sentences in
      "The budgets\(place) are not equal: \(sentences.joined(separator: "; ")). Differences may be "
        + "due to that."
    }
  }

  private static func names(_ difference: Difference) -> String {
    "\(difference.first.name) and \(difference.second.name)"
  }

  /// `LSTM learns 9,267 parameters and SRN 3,027, 3.1 times as many`
  private static func budgets(_ difference: Difference) -> String? {
    let (first, second) = (difference.first, difference.second)
    let parts = difference.budgets.map { kind -> String in
      func words(_ verb: String, _ unit: String, _ part: (Budget) -> String) -> String {
        "\(first.name) \(verb) \(part(first.budget)) \(unit) and \(second.name) "
          + part(second.budget)
      }
      switch kind {
      case .updates: return words("made", "updates", updates)
      case .batch: return words("takes", "rows an update") { Numeral.grouped($0.batch) }
      case .rows: return words("learned from", "answers") { Numeral.grouped($0.rows) }
      case .parameters:
        let (a, b) = (Double(first.parameters), Double(second.parameters))
        let ratio = Numeral.significant(max(a, b) / max(1, min(a, b)), digits: 2)
        return words("learns", "parameters") { Numeral.grouped($0.parameters) }
          + ", \(ratio) times as many in \(a > b ? first.name : second.name)"
      }
    }
    return parts.isEmpty ? nil : Findings.list(parts)
  }

  private static func updates(_ budget: Budget) -> String {
    budget.fewestUpdates == budget.mostUpdates
      ? Numeral.grouped(budget.mostUpdates)
      : "\(Numeral.grouped(budget.fewestUpdates)) to \(Numeral.grouped(budget.mostUpdates))"
  }
}
