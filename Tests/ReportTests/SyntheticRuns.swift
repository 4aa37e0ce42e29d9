import Engine
import Foundation
import Models
import Tasks

@testable import Laboratory
@testable import Probes
@testable import Training

/// Groups of runs with numbers of one's own choice, for sentences that should follow them.
enum SyntheticRuns {
  static func group(
    _ cell: String, length: Int, accuracies: [Double], variant: String? = nil,
    readings: [Readings] = [], parameters: Int = 100
  ) -> RunGroup {
    let runs = accuracies.enumerated().map { seed, accuracy in
      Results.Entry(
        fingerprint: Fingerprint(of: []),
        experiment: Experiment(
          DigitSum(length: length),
          model: Architecture(embedding: 4, cell: CellChoice(cell, hidden: 4)),
          plan: TrainingPlan(epochs: 1, batch: 8, optimizer: .adam(learningRate: 1e-3)),
          seed: UInt64(seed)),
        variant: variant, parameters: parameters, steps: 38, bestStep: nil, train: score(accuracy),
        dev: score(accuracy), test: score(accuracy), evaluations: [], gradientNorms: [:],
        readings: seed < readings.count ? readings[seed] : Readings(), seconds: 1)
    }
    return RunGroup(runs)
  }

  static func reach(before: [Double], after: [Double]) -> Readings {
    var readings = Readings()
    readings.reachAtStart = try? reach(before)
    readings.reach = try? reach(after)
    return readings
  }

  static func gates(_ means: [String: (Double, Double, Double)]) -> Readings {
    var readings = Readings()
    let body = means.map { name, mean in
      "\"\(name)\":{\"operands\":\(mean.0),\"distractor\":\(mean.1),\"rest\":\(mean.2)}"
    }.joined(separator: ",")
    readings.gates = try? decode("{\"gates\":{\(body)}}")
    return readings
  }

  static func transfer(_ accuracies: [Int: Double]) -> Readings {
    var readings = Readings()
    let body = accuracies.sorted { $0.key < $1.key }.map {
      "{\"length\":\($0.key),\"accuracy\":\($0.value)}"
    }.joined(separator: ",")
    readings.transfer = try? decode("{\"readings\":[\(body)]}")
    return readings
  }

  private static func reach(_ norms: [Double]) throws -> GradientReach {
    try decode("{\"norms\":[\(norms.map { "\($0)" }.joined(separator: ","))]}")
  }

  /// What probes read has no initializer for numbers of one's own, but its files are open.
  private static func decode<Value: Decodable>(_ json: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(json.utf8))
  }

  private static func score(_ accuracy: Double) -> Score {
    Score(loss: 1, accuracy: accuracy, answers: 100)
  }
}
