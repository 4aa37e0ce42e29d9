import Engine
import Foundation
import Laboratory
import Models
import Tasks
import Testing
import Training

@testable import Sweeps

/// What a sweep file means.
struct SweepTests {
  @Test func theTextbookWithOneCellMore() throws {
    let sweep = try Sweep(contentsOf: ExampleFile("cells-and-lengths").path)
    #expect(sweep.name == "cells-and-lengths")
    #expect(sweep.axes.map(\.title) == ["task.length", "model.cell", "seed"])
    #expect(
      sweep.fixed == [
        .init(key: "preset", value: .name("book")), .init(key: "plan.epochs", value: .whole(100)),
      ])
    #expect(sweep.excluded == 10)
    let experiments = Preset.book.experiments(cells: ["srn", "lstm", "gru"], epochs: 100)
      .excluding { $0.model.cell.name == "srn" && $0.task.length >= 25 }
    #expect(try fingerprints(sweep) == experiments.map { try $0.fingerprint() })
    #expect(sweep.notes.isEmpty)
  }

  @Test func equalBudgets() throws {
    let sweep = try Sweep(contentsOf: ExampleFile("equal-budgets").path)
    #expect(sweep.name == "equal budgets")
    #expect(
      sweep.axes.map(\.title) == ["plan.learning-rate", "model.cell, model.hidden", "seed"])
    #expect(
      sweep.axes[1].rows.indices.map(sweep.axes[1].label) == ["srn, 64", "gru, 34", "lstm, 29"])
    var base = Preset.book.base(20, "srn")
    base.task = DelayedRecall(
      length: 20, answers: 5, rows: PerSplit(train: 500, dev: 100, test: 100))
    base.model.encoding = .embedding(16)
    base.plan.duration = .steps(2000)
    base.plan.batch = 16
    base.plan.clipping = .globalNorm(1)
    let experiments =
      base
      .varying(\.plan.optimizer.learningRate, over: [1e-4, 3.16e-4, 1e-3, 3.16e-3, 1e-2])
      .varying(
        \.model.cell.name, and: \.model.cell.hidden, over: [("srn", 64), ("gru", 34), ("lstm", 29)]
      )
      .varying(\.seed, over: 0..<5)
    #expect(try fingerprints(sweep) == experiments.map { try $0.fingerprint() })
  }

  @Test func everySettingOfTheModel() throws {
    let sweep = try read(
      """
      preset: course-corrected
      model:
        cell: gru
        hidden: 12
        embedding: 7
        layers: 2
        direction: bidirectional
        dropout: 0.25
        readout: mean
        initial-state: learned
        start: orthogonal
      """)
    #expect(
      sweep.experiments[0].model
        == Architecture(
          encoding: .embedding(7), cell: .gru(hidden: 12), layers: 2, direction: .bidirectional,
          dropout: 0.25, readout: .mean, initialState: .learned, start: .orthogonal))
    #expect(try read("model: {one-hot: true}").experiments[0].model.encoding == .oneHot)
    #expect(try read("model: {number: true}").experiments[0].model.encoding == .number)
    #expect(try read("model: {forget-bias: 1}").experiments[0].model.forgetBias == 1)
  }

  @Test func everySettingOfThePlan() throws {
    let sweep = try read(
      """
      plan:
        steps: 40
        batch: 3
        optimizer: rmsprop
        learning-rate: 2e-3
        momentum: 0.5
        clip: per-tensor:2
        schedule: step:10:0.5
        loss: cross-entropy-sum
        shuffle: true
        evaluate-every: 9
        patience: 4
        keep-last: true
      """)
    #expect(
      sweep.experiments[0].plan
        == TrainingPlan(
          duration: .steps(40), batch: 3,
          optimizer: .rmsProp(learningRate: 2e-3, momentum: 0.5), loss: .crossEntropySum,
          clipping: .perTensor(2), schedule: .step(every: 10, factor: 0.5), shuffle: true,
          evaluateEvery: 9, keepsBest: false, patience: 4))
    let decayed = try read("plan: {optimizer: adamw, weight-decay: 0.1, clip: none}").experiments[0]
    #expect(decayed.plan.optimizer == .adamW(learningRate: 1e-3, weightDecay: 0.1))
    #expect(decayed.plan.clipping == nil)
  }

  @Test func everySettingOfATask() throws {
    let sum = try read("task: {length: 12, variant: book2, copies: {train: 7}}").experiments[0].task
    #expect(
      sum as? DigitSum
        == DigitSum(length: 12, variant: .book2, copies: PerSplit(train: 7, dev: 5, test: 5)))
    let course = try read("preset: course\ntask: {pairs: heldOut}").experiments[0].task
    #expect(course as? DigitSum == DigitSum(length: 10, variant: .course, pairs: .heldOut))
    let order = try read("task: {name: temporal-order, length: 20, relevant: 3}").experiments[0]
    #expect(order.task as? TemporalOrder == TemporalOrder(length: 20, relevant: 3))
  }

  @Test func presetsVaryToo() throws {
    let sweep = try read("vary: {preset: [book, book2], model.cell: [srn, lstm]}")
    #expect(
      sweep.experiments.map(\.model.start) == [.xavier, .xavier, .identity, .xavier])
    #expect(sweep.experiments.map(\.plan.batch) == [8, 8, 128, 128])
  }

  @Test(arguments: [
    ("{from: 5, to: 30, step: 5}", [5, 10, 15, 20, 25, 30]),
    ("{from: 5, to: 8}", [5, 6, 7, 8]),
    ("{from: 8, to: 5, step: -1}", [8, 7, 6, 5]),
    ("{from: 5, to: 9, step: 3}", [5, 8]),
    ("{from: 1e1, to: 0.3e2, step: 10}", [10, 20, 30]),
    ("{from: 5, to: 11, count: 3}", [5, 8, 11]),
    ("{from: 3, to: 96, count: 6, scale: log}", [3, 6, 12, 24, 48, 96]),
    ("{from: 4, to: 4}", [4]),
  ])
  func wholeRanges(text: String, lengths: [Int]) throws {
    #expect(try read("vary: {task.length: \(text)}").experiments.map(\.task.length) == lengths)
  }

  @Test(arguments: [
    ("{from: 0.1, to: 0.5, step: 0.1}", [0.1, 0.2, 0.3, 0.4, 0.5]),
    ("{from: 0.1, to: 0.9, count: 5}", [0.1, 0.3, 0.5, 0.7, 0.9]),
    ("{from: 1e-4, to: 1e-2, count: 3, scale: log}", [1e-4, 1e-3, 1e-2]),
    ("{from: 1e-3, to: 2e-3, step: 5e-4}", [1e-3, 1.5e-3, 2e-3]),
    ("{from: 1, to: 100, count: 3, scale: log}", [1, 10, 100]),
  ])
  func realRanges(text: String, rates: [Double]) throws {
    let sweep = try read("vary: {plan.learning-rate: \(text)}")
    #expect(sweep.experiments.map(\.plan.optimizer.learningRate) == rates)
  }

  @Test(arguments: [
    ("seeds: 3", [0, 1, 2]), ("seeds: [4, 2]", [4, 2]), ("seeds: {from: 7, to: 9}", [7, 8, 9]),
    ("preset: book", [0]),
  ])
  func seeds(text: String, seeds: [UInt64]) throws {
    #expect(try read(text).experiments.map(\.seed) == seeds)
  }

  @Test func equalExperimentsRunOnce() throws {
    let sweep = try read("vary: {plan.clip: [none, 'value:5', 'value:5.0']}\nseeds: 2")
    #expect(sweep.experiments.count == 4)
    #expect(sweep.coordinates == [[0, 0], [0, 1], [1, 0], [1, 1]])
    #expect(
      sweep.notes == ["2 combinations are equal to others in every setting, and are run once"])
    #expect(Set(try fingerprints(sweep)).count == 4)
  }

  @Test(arguments: [
    ("", []), ("record: 6", ["6"]), ("record: 6 7 0 0 1 = 13", ["6 7 0 0 1 = 13"]),
    ("record: ['6 7', '6']", ["6 7", "6"]),
    ("record:\n  - 6 7\n  - 6  7\n  - 1 2", ["6 7", "1 2"]),
  ])
  func theFileAsksForRecordings(_ yaml: String, _ sequences: [String]) throws {
    let sweep = try read("seeds: 2\n" + yaml)
    #expect(sweep.recordings.map(\.description) == sequences)
    #expect(sweep.experiments.count == 2)
  }

  @Test func theFileNamesTheSweep() throws {
    #expect(try Sweep(yaml: Array("seeds: 1".utf8), file: "a/b.c.yaml").name == "b.c")
    #expect(try read("name: A name\nseeds: 1").name == "A name")
    #expect(try read("\u{FEFF}seeds: 2").experiments.count == 2)
  }

  /// What the target's page shows can be read, and the first of it is an example.
  @Test func thePageShowsWhatCanBeRead() throws {
    let page = try ExampleFile.text("Sources/Sweeps/README.md")
    let blocks = page.components(separatedBy: "```yaml\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
    #expect(blocks.count == 2)
    #expect(try blocks[0] == ExampleFile.text("Examples/Sweeps/cells-and-lengths.yaml"))
    #expect(try read(blocks[1]).axes[0].rows.count == 3)
  }

  private func read(_ yaml: String) throws -> Sweep {
    try Sweep(yaml: Array(yaml.utf8), file: "my.yaml")
  }

  private func fingerprints(_ sweep: Sweep) throws -> [Fingerprint] {
    try sweep.experiments.map { try $0.fingerprint() }
  }
}
