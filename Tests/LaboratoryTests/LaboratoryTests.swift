import Cells
import Engine
import Models
import Synchronization
import Tasks
import Testing
import Training

@testable import Laboratory

/// Running experiments: side by side, to the same bits, and with an end.
struct LaboratoryTests {
  private static func experiments(seeds: Int = 3) -> [Experiment] {
    var plan = TrainingPlan(duration: .steps(60), batch: 8, optimizer: .adam(learningRate: 1e-2))
    plan.evaluateEvery = 20
    return Experiment(
      DigitSum(length: 6), model: Architecture(embedding: 8, cell: .srn(hidden: 8)), plan: plan
    )
    .varying(\.model.cell, over: [.srn(hidden: 8), .lstm(hidden: 8)])
    .varying(\.seed, over: (0..<seeds).map(UInt64.init))
  }

  private static let probing = Probing(reach: true, gates: true, transferLengths: [5, 6])

  @Test func threadsChangeNothing() async throws {
    var all: [[Run]] = []
    for threads in [1, 2, 5] {
      all.append(
        try await Laboratory(threads: threads, probing: Self.probing).run(Self.experiments()))
    }
    for runs in all.dropFirst() {
      for (a, b) in zip(runs, all[0]) {
        #expect(a.model.parameters == b.model.parameters)
        #expect(a.history.evaluations == b.history.evaluations)
        #expect(a.test == b.test)
        #expect(a.readings == b.readings)
        #expect(try a.experiment.fingerprint() == b.experiment.fingerprint())
      }
    }
  }

  @Test func runsStandInTheOrderOfTheExperiments() async throws {
    let experiments = Self.experiments()
    let runs = try await Laboratory(threads: 2).run(experiments)
    #expect(runs.map(\.experiment.seed) == experiments.map(\.seed))
    #expect(runs.map(\.experiment.model.cell) == experiments.map(\.model.cell))
    #expect(runs.allSatisfy { $0.readings == Readings() }, "nothing was to be read")
  }

  @Test func eventsTellEveryEvaluation() async throws {
    var began: [Int] = []
    var evaluated = 0
    var stepped = 0
    var ended: Set<Int> = []
    for await event in Laboratory(threads: 2).events(running: Self.experiments(seeds: 1)) {
      switch event {
      case .began(let index): began.append(index)
      case .training(_, .evaluated): evaluated += 1
      case .training(_, .stepped): stepped += 1
      case .training: break
      case .ended(let index, _): ended.insert(index)
      case .failed(_, let error): Issue.record(error)
      }
    }
    #expect(began.sorted() == [0, 1])
    #expect(evaluated == 2 * 3)
    #expect(stepped == 0, "single updates are told only on request")
    #expect(ended == [0, 1])
  }

  @Test func stepsAreToldOnRequest() async throws {
    let stepped = Mutex(0)
    _ = try await Laboratory(tellsSteps: true).run([Self.experiments()[0]]) { event in
      if case .training(_, .stepped) = event { stepped.withLock { $0 += 1 } }
    }
    #expect(stepped.withLock(\.self) == 60)
  }

  @Test func aFailureNamesTheExperiment() async throws {
    let broken = Self.experiments()[0].varying(\.model.cell.name, over: ["nothing"])
    let error = await #expect(throws: ExperimentError.self) {
      try await Laboratory().run(broken)
    }
    let text = try #require(error).description
    #expect(text.contains("nothing(8), length 6, seed 0: there is no cell 'nothing'"))
  }

  @Test func whoeverStopsListeningStopsTheWork() async throws {
    var long = Self.experiments()[0]
    long.plan.duration = .steps(1_000_000_000)
    let task = Task { try await Laboratory(threads: 2).run([long, long]) }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func aCellOfOnesOwnIsFoundInTheCatalog() async throws {
    let cells = CellCatalog.stock.adding("mine", "a GRU by another name") { GRU(hidden: $0) }
    let experiment = Self.experiments()[0].varying(\.model.cell.name, over: ["mine"])
    let runs = try await Laboratory(cells: cells).run(experiment)
    #expect(runs[0].model.network.layers[0].recurrences[0].cell.parameters.count == 10)
  }
}
