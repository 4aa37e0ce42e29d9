import Models
import Statistics
import Tasks
import Testing

@testable import Laboratory
@testable import Training

/// What the runs of a group say together.
struct RunGroupTests {
  @Test func aMeanHasABootstrapAndASingleRunHasWilson() {
    let several = RunGroup([0.7, 0.8, 0.9, 0.7].enumerated().map { MadeUpRun.of($1, seed: $0) })
    #expect(several.test.interval.method == .bootstrapOverSeeds)
    #expect(abs(several.test.mean - 0.775) < 1e-12)
    #expect(abs(several.test.median - 0.75) < 1e-12)
    let single = RunGroup([MadeUpRun.of(0.7)])
    #expect(single.test.interval == .wilson(70, of: 100))
    let agreeing = RunGroup((0..<3).map { MadeUpRun.of(0.7, seed: $0) })
    #expect(agreeing.test.interval == .wilson(70, of: 100), "no spread is no certainty")
    #expect(RunGroup([MadeUpRun.of(.nan)]).test.mean == 0)
  }

  @Test func solvedIsTheFirstLookWithNinetyNineOfAHundred() {
    let solved = MadeUpRun.of(0.5, looks: [0.98, 0.99, 0.4])
    #expect(solved.stepsToSolution == .solved(at: 20))
    let unsolved = MadeUpRun.of(0.98, seed: 1, looks: [0.5, 0.98, 0.98])
    #expect(unsolved.stepsToSolution == .unsolved(after: 30))
    let group = RunGroup([solved, unsolved])
    #expect(group.stepsToSolution.median == 20)
    #expect(group.solvedShare == 0.5)
    #expect(group.solvedInterval == .wilson(1, of: 2))
    #expect(RunGroup([unsolved]).stepsToSolution.median == nil)
  }

  @Test func budgetsDifferWhereTheyMatter() {
    let base = RunGroup([MadeUpRun.of(0.5)]).budget
    #expect(base.differences(from: base).isEmpty)
    let larger = RunGroup([MadeUpRun.of(0.5, parameters: 111)]).budget
    #expect(larger.differences(from: base) == [.parameters])
    #expect(base.differences(from: larger) == [.parameters])
    #expect(
      RunGroup([MadeUpRun.of(0.5, parameters: 109)]).budget.differences(from: base).isEmpty)
    let longer = RunGroup([MadeUpRun.of(0.5, looks: [0.1, 0.1, 0.1, 0.1])]).budget
    #expect(longer.differences(from: base) == [.updates])
    let batched = RunGroup([MadeUpRun.of(0.5) { $0.plan.batch = 9 }]).budget
    #expect(batched.differences(from: base) == [.batch])
  }
}

/// A run with numbers of one's own.
enum MadeUpRun {
  static func of(
    _ accuracy: Double, cell: String = "lstm", length: Int = 10, seed: Int = 0,
    looks: [Double] = [0.1, 0.2, 0.3], parameters: Int = 100,
    changing change: (inout Experiment) -> Void = { _ in }
  ) -> Results.Entry {
    var experiment = Experiment(
      DigitSum(length: length),
      model: Architecture(embedding: 4, cell: CellChoice(cell, hidden: 4)),
      plan: TrainingPlan(epochs: 1, batch: 8, optimizer: .adam(learningRate: 1e-3)),
      seed: UInt64(seed))
    change(&experiment)
    let score = { Score(loss: 1, accuracy: $0, answers: 100) }
    return Results.Entry(
      fingerprint: Fingerprint(of: []), experiment: experiment, variant: nil,
      parameters: parameters, steps: 10 * looks.count, bestStep: nil, train: score(accuracy),
      dev: score(accuracy), test: score(accuracy),
      evaluations: looks.enumerated().map {
        Evaluation(step: 10 * ($0 + 1), epoch: 1, trainLoss: 1, dev: score($1))
      }, gradientNorms: [:], readings: Readings(), seconds: 1)
  }
}
