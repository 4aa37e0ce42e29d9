import Laboratory
import Models
import Tasks
import Testing
import Training

@Suite struct LaboratoryTests {
  private static let base = Experiment(
    DigitSum(length: 5), model: Architecture(embedding: 4, cell: .lstm(hidden: 4)),
    plan: TrainingPlan(epochs: 2, batch: 32, optimizer: .adam(learningRate: 1e-2)))
  private static let sweep = base.varying(\.task.length, over: [5, 6])
    .varying(\.seed, over: 0..<3)

  @Test func neighboursDoNotChangeARun() async throws {
    let probing = Probing(reach: true, gates: true, transferLengths: [5, 6])
    let alone = try await Laboratory(threads: 1, probing: probing).run(Self.sweep)
    let beside = try await Laboratory(threads: 3, probing: probing).run(Self.sweep)
    #expect(alone.map(\.experiment.seed) == [0, 1, 2, 0, 1, 2], "in the order of the experiments")
    for (one, other) in zip(alone, beside) {
      #expect(one.model.parameters == other.model.parameters)
      #expect(one.test == other.test)
      #expect(one.readings == other.readings)
    }
    #expect(alone[0].model.parameters != alone[1].model.parameters)
  }

  @Test func whatCannotBeRunSaysWhichItWas() async throws {
    var wrong = Self.base
    wrong.model.cell.name = "none"
    wrong.seed = 7
    let error = await #expect(throws: ExperimentError.self) {
      _ = try await Laboratory().run([Self.base, wrong])
    }
    #expect(error?.description.hasPrefix("none(4), length 5, seed 7: there is no cell") == true)
    #expect(error?.reason is ModelError)
  }

  @Test func whoeverStopsListeningStopsTheTraining() async throws {
    var long = Self.base
    long.plan.duration = .epochs(1_000_000_000)
    let experiments = [long]
    let work = Task { try await Laboratory().run(experiments) }
    try await Task.sleep(for: .milliseconds(50))
    work.cancel()
    await #expect(throws: CancellationError.self) { _ = try await work.value }
  }

  @Test func eventsTellOneStoryPerExperiment() async {
    var told = [String](repeating: "", count: Self.sweep.count)
    for await event in Laboratory(threads: 2).events(running: Self.sweep) {
      switch event {
      case .began(let index): told[index] += "b"
      case .training(let index, .evaluated): told[index] += "e"
      case .training(let index, .stepped): told[index] += "s"
      case .training: break
      case .ended(let index, _): told[index] += "."
      case .failed(let index, _): told[index] += "!"
      }
    }
    // Twenty steps are looked at once, at their end; single steps are told only if asked for.
    #expect(told == Array(repeating: "be.", count: Self.sweep.count))
  }
}
