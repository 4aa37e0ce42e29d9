import Models
public import Statistics

/// Groups of runs side by side, wherever their settings meet, and the differences between them, paired
/// by seed.
///
/// ```swift
/// let comparison = Comparison([.init("LSTM", lstm), .init("SRN", srn)])
/// for difference in comparison.differences { print(difference.paired.sentence) }
/// ```
///
/// Each side may hold runs of many settings. What varies within a side, such as the length, says at
/// which places it can be compared; what is the same within a side is what is compared. All
/// comparisons are corrected together, by Holm.
public struct Comparison: Sendable {
  /// Some runs under a name.
  public struct Side: Sendable {
    /// What tables and sentences call it.
    public let name: String
    /// The runs; where a seed is there twice with the same settings, the last counts.
    public let runs: [Results.Entry]

    /// A side of a comparison.
    public init(_ name: String, _ runs: [Results.Entry]) {
      self.name = name
      self.runs = runs
    }
  }

  /// Settings at which groups are set side by side.
  public struct Place: Sendable, Encodable {
    /// What they share: `length 20`, or `length 20, hidden 32`; empty where that needs no words.
    public let name: String
    /// The groups, in the order of the sides; a side without such runs has none.
    public let groups: [RunGroup]
  }

  /// Two sides at one place, compared.
  public struct Difference: Sendable {
    /// The name of the place.
    public let place: String
    /// The side that others are compared with, there.
    public let first: RunGroup
    /// The other.
    public let second: RunGroup
    /// The test accuracies, seed by seed.
    public let paired: PairedComparison
    /// Where the two were not given the same to learn with.
    public var budgets: [Budget.Difference] {
      first.budget.differences(from: second.budget)
    }
  }

  /// Two sides at one place that have no seed in common.
  public struct Unpaired: Sendable, Hashable, Encodable {
    /// The name of the place.
    public let place: String
    /// The name of one side.
    public let first: String
    /// The name of the other.
    public let second: String
  }

  /// The names of the sides.
  public let sides: [String]
  /// Where their settings meet or do not, by length.
  public let places: [Place]
  /// Every pair of sides at every place where both have runs of the same seed.
  public let differences: [Difference]
  /// The pairs that could not be compared, because they have no seed in common.
  public let unpaired: [Unpaired]

  /// A comparison of every side with every other.
  ///
  /// - Parameter byLength: Whether sides meet at equal lengths only, even where each has but one.
  public init(_ sides: [Side], byLength: Bool = false) {
    self.sides = sides.map(\.name)
    let meeting = MeetingSettings(sides, byLength: byLength)
    places = meeting.places
    var found: [(place: Place, first: RunGroup, second: RunGroup, paired: PairedComparison)] = []
    var unpaired: [Unpaired] = []
    for place in places {
      for (index, first) in place.groups.enumerated() {
        for second in place.groups[(index + 1)...] {
          if let paired = Self.paired(first, second, at: place, claim: meeting.claim) {
            found.append((place, first, second, paired))
          } else {
            unpaired.append(
              Unpaired(place: place.name, first: first.name, second: second.name))
          }
        }
      }
    }
    differences = zip(found, found.map(\.paired).holmCorrected()).map { one, corrected in
      Difference(place: one.place.name, first: one.first, second: one.second, paired: corrected)
    }
    self.unpaired = unpaired
  }

  private static func paired(
    _ first: RunGroup, _ second: RunGroup, at place: Place, claim: String
  ) -> PairedComparison? {
    func side(_ group: RunGroup) -> PairedComparison.Side {
      let values = group.runs.map {
        ($0.experiment.seed, $0.test.accuracy.isFinite ? $0.test.accuracy : 0)
      }
      return .init(group.name, Dictionary(values) { $1 })
    }
    let measure = "test accuracy" + (place.name.isEmpty ? "" : " at \(place.name)")
    return try? PairedComparison(
      measure, of: side(first), against: side(second), claim: claim, within: -1...1,
      resampling: GroupAccuracy.resampling)
  }
}
