import Foundation
import Models
import Tasks
import Testing
import Training

@testable import Laboratory

/// An experiment is a value: it can be varied, written, read and named.
struct ExperimentTests {
  private let base = Experiment(
    DigitSum(length: 20), model: Architecture(embedding: 32, cell: .lstm(hidden: 32)),
    plan: TrainingPlan(epochs: 500, batch: 8, optimizer: .adam(learningRate: 1e-3)))

  @Test func aSweepIsAnArray() {
    let sweep = base.varying(\.task.length, over: [5, 10, 15])
      .varying(\.model.cell, over: [.srn(hidden: 32), .lstm(hidden: 32)])
      .varying(\.seed, over: 0..<5)
    #expect(sweep.count == 30)
    #expect(sweep.map(\.task.length) == [5, 10, 15].flatMap { Array(repeating: $0, count: 10) })
    #expect(sweep[5].model.cell == .lstm(hidden: 32))
    #expect(sweep[29].seed == 4)
    #expect(base.task.length == 20, "the base stays")
  }

  @Test func partsVaryTogether() {
    let sweep = base.varying(
      \.model.cell.name, and: \.model.cell.hidden, over: [("srn", 64), ("lstm", 32)]
    )
    .varying(\.seed, over: 0..<2)
    let cells: [CellChoice] = [.srn(hidden: 64), .lstm(hidden: 32)]
    #expect(sweep.map(\.model.cell) == [cells[0], cells[0], cells[1], cells[1]])
    #expect(sweep.map(\.seed) == [0, 1, 0, 1])
    let three = base.varying(over: [(8, 16, 1e-3), (32, 64, 1e-2)]) { experiment, values in
      (experiment.model.cell.hidden, experiment.plan.batch) = (values.0, values.1)
      experiment.plan.optimizer.learningRate = values.2
    }
    #expect(three.map(\.plan.batch) == [16, 64])
    #expect(three.map(\.plan.optimizer.learningRate) == [1e-3, 1e-2])
  }

  @Test func experimentsAreLeftOut() {
    let sweep = base.varying(\.task.length, over: [5, 10, 15]).varying(\.seed, over: 0..<2)
      .excluding { $0.task.length == 10 && $0.seed == 1 }
    #expect(sweep.map(\.task.length) == [5, 5, 10, 15, 15])
  }

  @Test(arguments: Preset.all.map(\.name))
  func whatIsWrittenIsRead(preset: String) throws {
    for experiment in try #require(Preset.named(preset)).experiments(seeds: 1) {
      let bytes = try experiment.canonicalJSON()
      let read = try JSONDecoder().decode(Experiment.self, from: Data(bytes))
      #expect(try read.canonicalJSON() == bytes)
      #expect(try read.fingerprint() == experiment.fingerprint())
    }
  }

  @Test func everyPartChangesTheFingerprint() throws {
    var changed = [base]
    changed += base.varying(\.task.length, over: [21])
    changed += base.varying(\.model.cell.hidden, over: [33])
    changed += base.varying(\.model.start, over: [.uniform])
    changed += base.varying(\.model.forgetBias, over: [1])
    changed += base.varying(\.plan.batch, over: [9])
    changed += base.varying(\.plan.clipping, over: [.globalNorm(1), .perTensor(1)])
    changed += base.varying(\.plan.shuffle, over: [false])
    changed += base.varying(\.seed, over: [1])
    #expect(Set(try changed.map { try $0.fingerprint() }).count == changed.count)
  }

  /// A fingerprint names results for years: it may not change unnoticed.
  @Test func theFingerprintStays() throws {
    let text = String(decoding: try base.canonicalJSON(), as: UTF8.self)
    #expect(
      text == """
        {"model":{"cell":{"hidden":32,"name":"lstm"},"direction":"forward","dropout":0,\
        "encoding":"embedding-32","initialState":"zero","layers":1,"start":"xavier"},\
        "plan":{"batch":8,"duration":{"epochs":{"_0":500}},"evaluateEvery":100,"keepsBest":true,\
        "optimizer":{"adam":{"beta1":0.9,"beta2":0.999,"epsilon":1e-08,"learningRate":0.001}},\
        "recordsGradientNorms":false,"schedule":{"constant":{}},"shuffle":true},"seed":0,\
        "task":\(try taskText())}
        """)
  }

  private func taskText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    struct Task: Encodable {
      let task: any MemoryTask
      func encode(to encoder: any Encoder) throws {
        try TaskCatalog.stock.encode(task, to: encoder)
      }
    }
    return String(decoding: try encoder.encode(Task(task: base.task)), as: UTF8.self)
  }

  @Test func anUnknownTaskIsNamed() throws {
    let text = String(decoding: try base.canonicalJSON(), as: UTF8.self)
      .replacing("digit-sum", with: "digit-sun")
    #expect {
      try JSONDecoder().decode(Experiment.self, from: Data(text.utf8))
    } throws: {
      "\($0)".contains("did you mean \"digit-sum\"")
    }
  }
}
