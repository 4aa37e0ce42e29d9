import Engine

/// Collects what a check finds wrong with a trial.
struct Findings {
  private let trial: Trial
  private(set) var sentences: [String] = []

  init(_ trial: Trial) {
    self.trial = trial
  }

  mutating func add(_ sentence: String) {
    sentences.append("\(trial): \(sentence)")
  }

  /// Compares numbers relative to the largest of them (at least 1e-3, so that a gradient that is zero
  /// but for rounding does not count as wrong).
  mutating func compare(
    _ found: some Collection<Float>, _ expected: some Collection<Double>, _ name: String
  ) {
    guard found.count == expected.count else {
      add("\(name) has \(found.count) numbers instead of \(expected.count)")
      return
    }
    let scale = max(expected.map { abs($0) }.max() ?? 0, 1e-3)
    // Written so that NaN is found too.
    let worst = zip(found, expected).map { abs(Double($0) - $1) / scale }
      .first { !($0 < 1e-5) }
    if let worst { add("\(name) is off by \(worst)") }
  }

  /// Compares a series at the steps that sequences really have.
  mutating func compareSteps(
    _ series: Recording.Series?, _ expected: [Double], _ batch: Batch, _ name: String
  ) {
    guard let series, series.scalars.count == expected.count else {
      add("\(name) was not recorded")
      return
    }
    let active = expected.indices.filter { index in
      let row = index / series.width
      return row / batch.count < batch.length(of: row % batch.count)
    }
    compare(active.map { series.scalars[$0] }, active.map { expected[$0] }, name)
  }
}
