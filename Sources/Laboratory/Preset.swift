import Models
import Training

/// A published experiment by name: what it varies, and how it is set up.
public struct Preset: Sendable {
  /// What `longlag reproduce` and `--preset` call it.
  public let name: String
  /// One line about it.
  public let summary: String
  /// The lengths it was published with.
  public let lengths: [Int]
  /// The cells it compares, by their names in the catalog.
  public let cells: [String]
  /// The seeds it is run with.
  public let seeds: Int
  /// The experiment for one length and cell.
  public let base: @Sendable (_ length: Int, _ cell: String) -> Experiment
  /// Variants that are run side by side instead of one; most presets have none.
  public let variants: [Variant]

  /// A change to the base experiment that has a name of its own.
  public struct Variant: Sendable {
    /// How figures call it.
    public let name: String
    /// The change.
    public let apply: @Sendable (inout Experiment) -> Void
  }

  init(
    _ name: String, _ summary: String, lengths: [Int], cells: [String] = ["srn", "lstm"],
    seeds: Int = 5, variants: [Variant] = [],
    base: @escaping @Sendable (_ length: Int, _ cell: String) -> Experiment
  ) {
    self.name = name
    self.summary = summary
    self.lengths = lengths
    self.cells = cells
    self.seeds = seeds
    self.variants = variants
    self.base = base
  }

  /// Every preset.
  public static let all: [Preset] = [
    .book, .bookZero, .book2, .course, .courseCorrected, .explosion,
  ]

  /// The preset of a name.
  public static func named(_ name: String) -> Preset? { all.first { $0.name == name } }

  /// The variant that an experiment of this preset is; `nil` where it has none.
  public func variant(of experiment: Experiment) -> Variant? {
    variants.first { variant in
      var changed = experiment
      variant.apply(&changed)
      return changed.plan == experiment.plan && changed.model == experiment.model
    }
  }

  /// The experiments of a reproduction: every length with every cell and every seed, in that order.
  ///
  /// - Parameters:
  ///   - lengths: Instead of the published ones.
  ///   - cells: Instead of the published ones.
  ///   - seeds: Seeds 0 up to this.
  ///   - epochs: Instead of the published number.
  public func experiments(
    lengths: [Int]? = nil, cells: [String]? = nil, seeds: Int? = nil, epochs: Int? = nil
  ) -> [Experiment] {
    (lengths ?? self.lengths).flatMap { length in
      (cells ?? self.cells).flatMap { cell in
        var experiment = base(length, cell)
        if let epochs { experiment.plan.duration = .epochs(epochs) }
        let changed =
          variants.isEmpty
          ? [experiment]
          : variants.map { variant in
            var experiment = experiment
            variant.apply(&experiment)
            return experiment
          }
        return changed.varying(\.seed, over: (0..<(seeds ?? self.seeds)).map(UInt64.init))
      }
    }
  }
}
