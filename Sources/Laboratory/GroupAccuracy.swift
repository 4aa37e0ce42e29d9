import Models
public import Statistics

/// The accuracies of a group's runs, one per seed: their mean and median, and how far the mean can be
/// trusted.
public struct GroupAccuracy: Sendable, Hashable, Encodable {
  /// Their mean.
  public let mean: Double
  /// The one in the middle.
  public let median: Double
  /// Where the mean lies, 95 %: a bootstrap over the seeds. Of a single seed it is Wilson's, of that
  /// run's answers; so it is where all seeds agree, since equal numbers do not show how much another
  /// seed would differ.
  public let interval: ConfidenceInterval
  /// How many there are.
  public let seeds: Int

  /// The accuracies of some runs, each a share of so many answers.
  init(_ accuracies: [Double], answers: Int) {
    do {
      // Where nothing was asked, nothing was right.
      let sample = try Sample(accuracies.map { $0.isFinite ? $0 : 0 }, of: "accuracy")
      mean = sample.mean
      median = sample.median
      seeds = sample.count
      let bootstrap = ConfidenceInterval.bootstrap(
        meanOf: sample, within: 0...1, resampling: Self.resampling)
      interval =
        bootstrap.flatMap { $0.isPoint ? nil : $0 }
        ?? Score(loss: 0, accuracy: sample.mean, answers: answers).accuracyInterval
    } catch {
      preconditionFailure("a group has at least one run")
    }
  }

  /// All resamples of up to 7 seeds and all signs of up to 12 pairs, else a thousand: they decide no more
  /// than how an interval lies around its mean, and ten thousand runs stay quick.
  static let resampling = Resampling(draws: 1000, limit: 5000)
}
