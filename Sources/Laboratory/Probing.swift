public import Models
import Probes
import Tasks

/// What is read off every run: which probes, and which sequences it is recorded with.
public struct Probing: Sendable, Hashable {
  /// How far back the gradient is felt, before training and after.
  public var reach: Bool
  /// What the gates do at the operands, at the distractor and between.
  public var gates: Bool
  /// The lengths at which a model is tested besides its own.
  public var transferLengths: [Int]
  /// The sequences that a model reads while everything inside it is recorded; what a store keeps, and
  /// nobody without one.
  public var recordings: [RecordedSequence]

  /// By default nothing is read.
  public init(
    reach: Bool = false, gates: Bool = false, transferLengths: [Int] = [],
    recordings: [RecordedSequence] = []
  ) {
    self.reach = reach
    self.gates = gates
    self.transferLengths = transferLengths
    self.recordings = recordings
  }

  /// The probes alone, whose readings are kept together.
  var withoutRecordings: Probing {
    Probing(reach: reach, gates: gates, transferLengths: transferLengths)
  }

  /// Whether everything that is asked for here was asked for there.
  func isCovered(by other: Probing) -> Bool {
    (!reach || other.reach) && (!gates || other.gates)
      && Set(transferLengths).isSubset(of: other.transferLengths)
      && Set(recordings).isSubset(of: other.recordings)
  }

  /// Everything that is asked for by one of the two.
  func union(_ other: Probing) -> Probing {
    Probing(
      reach: reach || other.reach, gates: gates || other.gates,
      transferLengths: Set(transferLengths + other.transferLengths).sorted(),
      recordings: recordings + other.recordings.filter { !recordings.contains($0) })
  }

  func readingsAtStart(of model: Model, on test: Dataset) -> Readings {
    var readings = Readings()
    if reach { readings.reachAtStart = GradientReach(of: model, on: test) }
    return readings
  }

  func read(
    _ readings: inout Readings, of model: Model, on test: Dataset, task: any MemoryTask,
    seed: UInt64
  ) throws(TaskError) {
    if reach { readings.reach = GradientReach(of: model, on: test) }
    if gates { readings.gates = GateBehavior(of: model, on: test) }
    guard !transferLengths.isEmpty else { return }
    var datasets: [Int: Dataset] = [:]
    for length in transferLengths {
      var other = task
      other.length = length
      datasets[length] = try other.dataset(.test, seed: seed)
    }
    readings.transfer = Transfer(of: model, on: datasets, seed: seed)
  }
}
