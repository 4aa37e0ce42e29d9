import Engine
import Laboratory
import Models
import Tasks
import Testing
import Training

@testable import Sweeps

/// How much work a sweep is.
struct WorkEstimateTests {
  private let experiments = Preset.book.experiments(lengths: [5, 10], cells: ["lstm"], epochs: 10)

  @Test func countsRunsAndSteps() throws {
    let work = try WorkEstimate(of: experiments)
    #expect(work.runs == 10)
    #expect(work.groups.map(\.runs) == [5, 5])
    // 300 rows in batches of 8.
    #expect(work.groups.map(\.steps) == [380, 380])
    #expect(work.steps == 3800)
  }

  @Test func countsTheArithmeticOfTheProgramsThatRun() throws {
    let work = try WorkEstimate(of: [experiments[9]])
    let (task, model) = (experiments[9].task, experiments[9].model)
    let network = try Network(model, input: task.input, answer: task.answer)
    let executor = FastExecutor(network, batch: 8, time: 10, purpose: .training)
    let update = Double(executor.operations(steps: 10, batch: 8))
    // Three looks at 100 rows, each a third of what a row costs in training.
    #expect(work.operations == update * (380 + 3 * 100.0 / 8 / 3))
  }

  @Test func longSequencesAreLikeShortOnes() throws {
    func operations(_ length: Int) throws -> Double {
      var experiment = experiments[0]
      experiment.task = DelayedRecall(length: length, rows: PerSplit(train: 16, dev: 1, test: 1))
      return try WorkEstimate(of: [experiment]).operations
    }
    let ratio = try operations(128) / operations(64)
    #expect(abs(ratio - 2) < 0.01)
  }

  @Test func threadsShareRunsButDivideNone() throws {
    let work = try WorkEstimate(of: experiments)
    let one = work.seconds(at: Pace(gigaflops: 1), threads: 1)
    #expect(abs(one - work.operations / 1e9) < 1e-9 * one)
    #expect(work.seconds(at: Pace(gigaflops: 1), threads: 2) == one / 2)
    let longest = work.groups.map { $0.operations / 1e9 }.max()
    #expect(work.seconds(at: Pace(gigaflops: 1), threads: 1000) == longest)
  }

  @Test func thePaceIsMeasured() throws {
    let work = try WorkEstimate(of: experiments)
    let pace = try Pace(measuring: work, seconds: 0.1)
    #expect(pace.gigaflops.count == 2)
    // Nothing is known of the machine but that it is one.
    #expect(pace.usual > 0.01 && pace.usual < 10_000)
    #expect(work.seconds(at: pace, threads: 1) > 0)
  }
}
