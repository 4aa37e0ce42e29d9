import LongLag

/// What a terminal shows while experiments run: what is known of each, and the lines that say it.
///
/// Times are handed in, and the lines handed out: nothing here looks at a clock or writes.
struct ProgressDisplay: Sendable {
  /// One training to come.
  struct Training: Sendable {
    /// What it is called, such as `lstm  length 10  seed 3`.
    let name: String
    /// Updates planned.
    let steps: Int
    /// Updates in one pass over the rows.
    let stepsPerEpoch: Int
    /// What it costs, in any unit: decides its part in the whole.
    let cost: Double

    /// Passes over the rows, the last perhaps not to its end.
    var epochs: Int { (steps + stepsPerEpoch - 1) / max(stepsPerEpoch, 1) }
  }

  /// One training under way.
  struct Live: Sendable {
    let began: Duration
    var step = 0
    var loss: Double?
    var accuracy: Double?
    fileprivate var tenth = 0
    /// Whether the last look came with another tenth of the updates done.
    var isAtTenth = false
  }

  /// All trainings.
  let trainings: [Training]
  /// Those under way.
  private(set) var live: [Int: Live] = [:]
  /// The number of those that have ended, well or not.
  private(set) var ended = 0
  private var endedCost = 0.0

  /// A display before anything has begun, at time zero.
  init(_ trainings: [Training]) {
    self.trainings = trainings
  }

  /// Takes note of what happened.
  mutating func note(_ event: LaboratoryEvent, at time: Duration) {
    switch event {
    case .began(let index):
      live[index] = Live(began: time)
    case .training(let index, .stepped(let step, let loss)):
      live[index]?.step = step
      // Until the first look at the dev rows, the last batch says what there is to say.
      if live[index]?.accuracy == nil { live[index]?.loss = loss }
    case .training(let index, .evaluated(let evaluation)):
      let steps = max(trainings[index].steps, 1)
      let tenth = evaluation.step * 10 / steps
      let before = live[index]?.tenth ?? 0
      live[index]?.isAtTenth = tenth > before
      live[index]?.tenth = tenth
      live[index]?.step = evaluation.step
      live[index]?.loss = evaluation.trainLoss
      live[index]?.accuracy = evaluation.dev.accuracy
    case .training:
      break
    case .ended(let index, _), .failed(let index, _):
      live[index] = nil
      ended += 1
      endedCost += trainings[index].cost
    }
  }

  /// The share of a training's updates that are made.
  func share(of index: Int) -> Double {
    min(1, Double(live[index]?.step ?? 0) / Double(max(trainings[index].steps, 1)))
  }

  /// The share of all the work that is done.
  var share: Double {
    let total = trainings.reduce(0) { $0 + $1.cost }
    let begun = live.keys.reduce(0) { $0 + share(of: $1) * trainings[$1].cost }
    return total > 0 ? min(1, (endedCost + begun) / total) : 1
  }

  /// How long it will still take, where enough is done to say so.
  static func remaining(after elapsed: Duration, share: Double) -> Duration? {
    guard share > 0, elapsed > .zero else { return nil }
    return elapsed * ((1 - share) / share)
  }
}
