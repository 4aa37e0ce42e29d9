import Cells
import Engine
import Foundation
import Kernels
import Testing

/// Every loss with every way in which answers may not count: the fast executor on every instruction
/// set against the oracle, and the oracle against sums written out.
struct LossTests {
  static let sets = InstructionSet.allCases.filter(\.isAvailable)

  /// Three sequences of up to four steps, answered with two numbers or one of two classes.
  private struct Setting: CustomStringConvertible {
    var loss: Loss
    var readout: Network.Readout
    var masked: Bool
    var lengths: [Int32]?
    let seed: UInt64 = 5

    var description: String { "\(loss) \(readout) masked \(masked) \(lengths ?? []) seed \(seed)" }

    var network: Network {
      Network(
        input: .values(features: 2), layers: [[(LSTM(hidden: 3), .forward)]], readout: readout,
        outputs: 2)
    }

    var parameters: [Float] {
      var random = RandomStream(seed: seed, name: "parameters")
      return (0..<network.parameterCount).map { _ in Float(random.normal()) }
    }

    var batch: Batch {
      var random = RandomStream(seed: seed, name: "batch")
      return Batch(
        count: 3, time: 4,
        input: .values((0..<24).map { _ in Float(random.normal()) }, features: 2),
        lengths: lengths)
    }

    var answers: Int { readout == .everyStep ? 12 : 3 }

    var mask: [Bool]? { masked ? (0..<answers).map { !$0.isMultiple(of: 3) } : nil }

    var targets: Targets {
      var random = RandomStream(seed: seed, name: "targets")
      if loss == .meanSquaredError {
        let values = (0..<answers * 2).map { _ in Float(random.normal()) }
        return .values(values, width: 2, mask: mask)
      }
      return .classes((0..<answers).map { _ in Int32(random.integer(below: 2)) }, mask: mask)
    }

    /// Whether an answer counts.
    func counts(_ answer: Int) -> Bool {
      let step = readout == .everyStep ? answer / 3 : 0
      return (mask?[answer] ?? true) && step < batch.length(of: answer % 3)
    }

    static func all(_ loss: Loss) -> [Setting] {
      Network.Readout.allCases.flatMap { readout in
        [false, true].flatMap { masked in
          [nil, [4, 1, 3]].map {
            Setting(loss: loss, readout: readout, masked: masked, lengths: $0)
          }
        }
      }
    }
  }

  @Test(arguments: Loss.allCases, sets)
  func `both executors measure the same`(loss: Loss, set: InstructionSet) {
    for setting in Setting.all(loss) {
      let oracle = ReferenceExecutor(setting.network).run(
        setting.parameters.map(Double.init), on: setting.batch, targets: setting.targets,
        loss: loss)
      let executor = FastExecutor(
        setting.network, batch: 3, time: 4, purpose: .training, instructionSet: set)
      var gradients = [Float](repeating: .nan, count: setting.parameters.count)
      var dropout: RandomStream?
      let value = executor.train(
        setting.parameters, on: setting.batch, targets: setting.targets, loss: loss,
        gradients: &gradients, dropout: &dropout)
      #expect(abs(value - oracle.loss) < 1e-5 * oracle.loss, "\(setting)")
      let largest = oracle.gradients.reduce(0) { max($0, abs($1)) }
      for (found, expected) in zip(gradients, oracle.gradients) {
        #expect(abs(Double(found) - expected) < 1e-5 * largest, "\(setting)")
      }
      var none: [Int32] = []
      let evaluated = executor.evaluate(
        setting.parameters, on: setting.batch, targets: setting.targets, loss: loss,
        predictions: &none)
      #expect(evaluated == value, "\(setting)")
    }
  }

  @Test(arguments: Loss.allCases) func `a loss is its formula`(loss: Loss) {
    for setting in Setting.all(loss) {
      let oracle = ReferenceExecutor(setting.network).run(
        setting.parameters.map(Double.init), on: setting.batch, targets: setting.targets,
        loss: loss)
      let counted = (0..<setting.answers).filter(setting.counts)
      let terms = counted.map { answer -> Double in
        let outputs = oracle.outputs[answer * 2..<answer * 2 + 2].map { $0 }
        switch setting.targets {
        case .classes(let classes, _):
          // Of two classes: −ln σ(difference).
          let right = outputs[Int(classes[answer])]
          let wrong = outputs[1 - Int(classes[answer])]
          return negativeLogSigmoid(right - wrong)
        case .values(let values, _, _):
          return (0..<2).reduce(0) {
            $0 + (outputs[$1] - Double(values[answer * 2 + $1]))
              * (outputs[$1] - Double(values[answer * 2 + $1]))
          } / 2
        }
      }
      let sum = terms.reduce(0, +)
      let expected = loss == .crossEntropySum ? sum : sum / Double(counted.count)
      #expect(abs(oracle.loss - expected) < 1e-12 * expected, "\(setting)")
    }
  }
}

private func negativeLogSigmoid(_ a: Double) -> Double { log1p(exp(-a)) }
