public import Laboratory
import Statistics

extension Comparison {
  /// Who remembers longer where, as far as the data say, in one sentence; `nil` where nothing was
  /// compared.
  public var overview: String? {
    guard let any = differences.first else { return nil }
    let tests =
      differences.count == 1
      ? "by a permutation test" : "by permutation tests, after Holm's correction for all of them"
    let supported = differences.filter(\.isSupported)
    if pairs.count > 3 {
      return "Of \(Numeral.grouped(differences.count)) comparisons \(supported.count) show a "
        + "difference, \(tests)."
    }
    var parts = pairs.flatMap(decided)
    if pairs.count == 1 {
      parts += undecided(differences)
    } else if supported.isEmpty {
      let names = Findings.list(sides)
      let needed = differences.map(\.paired.seedsNeeded).max() ?? 0
      parts.append(
        differences.allSatisfy { $0.paired.verdict == .tooFewSeeds }
          ? "\(Self.words(forSeeds: any.paired.seeds.count)) cannot tell any two of \(names) apart, "
            + "however clear the differences are: it takes at least \(needed)"
          : "these data support no difference between any two of \(names), \(tests)")
    } else if supported.count < differences.count {
      let rest = differences.count - supported.count
      parts.append(
        rest == 1 ? "one comparison shows no difference" : "\(rest) comparisons show no difference")
    }
    return Findings.capitalized(parts.joined(separator: "; "))
      + (supported.isEmpty ? "." : ", \(tests).")
  }

  private static func words(forSeeds count: Int) -> String {
    count == 1 ? "one seed" : "\(count) seeds"
  }

  /// Who is ahead in a pair of sides, and where.
  private func decided(_ pair: [Difference]) -> [String] {
    [true, false].compactMap { isFirst in
      let won = pair.filter { $0.isSupported && ($0.paired.difference > 0) == isFirst }
      guard let one = won.first?.paired else { return nil }
      let (leader, other) = isFirst ? (one.first, one.second) : (one.second, one.first)
      return "\(leader) \(one.claim) \(other)\(Self.at(won.map(\.place)))"
    }
  }

  /// What is not known about a pair of sides, and why.
  private func undecided(_ pair: [Difference]) -> [String] {
    guard let one = pair.first?.paired else { return [] }
    let names = "\(one.first) and \(one.second)"
    let level = pair.filter { $0.paired.test.differingPairs == 0 }
    let unlike = pair.filter { $0.paired.test.differingPairs > 0 }
    let few = unlike.filter { $0.paired.verdict == .tooFewSeeds }
    let open = unlike.filter { $0.paired.verdict == .open }
    var parts: [String] = []
    if !open.isEmpty {
      parts.append(
        "these data support no difference between \(names)\(Self.at(open.map(\.place)))")
    }
    if !few.isEmpty {
      let most = few.map(\.paired.seeds.count).max() ?? 0
      let needed = few.map(\.paired.seedsNeeded).max() ?? 0
      let hasLevel = few.contains { $0.paired.test.differingPairs < $0.paired.test.pairs }
      parts.append(
        "\(Self.words(forSeeds: most))\(hasLevel ? ", some of them level," : "") cannot tell \(names) "
          + "apart"
          + "\(Self.at(few.map(\.place))), however clear the differences are: it takes at least "
          + "\(needed)\(hasLevel ? " that differ" : "")")
    }
    if !level.isEmpty { parts.append("\(names) are level\(Self.at(level.map(\.place)))") }
    return parts
  }

  /// The differences by the two sides, in the order of the sides.
  private var pairs: [[Difference]] {
    var order: [[String]] = []
    var members: [[String]: [Difference]] = [:]
    for difference in differences {
      let key = [difference.paired.first, difference.paired.second]
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(difference)
    }
    return order.compactMap { members[$0] }
  }

  /// ` at lengths 5 and 10`; nothing where the place needs no words.
  static func at(_ places: [String]) -> String {
    let named = places.filter { !$0.isEmpty }
    guard !named.isEmpty else { return "" }
    let lengths = named.compactMap { name in
      name.hasPrefix("length ") ? Int(name.dropFirst("length ".count)) : nil
    }
    return " at "
      + (lengths.count == named.count ? Findings.lengths(lengths) : Findings.list(named))
  }
}

extension Comparison.Difference {
  /// Whether the data say that the two differ.
  var isSupported: Bool { paired.verdict == .first || paired.verdict == .second }
}
