import Dispatch
import LongLag

/// The training of `longlag train`, checked before it begins.
struct SingleTraining: Sendable {
  /// All that fixes the result.
  let experiment: Experiment
  private let start: Model
  private let data: [Split: Dataset]
  private let trainer: Trainer
  private let display: ProgressDisplay.Training
  private let notes: [String]
  private let keepsLosses: Bool
  private let tensorBoard: OutputFolder?
  private let catalogs: Catalogs
  private let again: Bool
  private let probing: Probing
  /// Whether the test rows are rows of their own.
  private let isTested: Bool

  /// What a command's arguments mean.
  ///
  /// - Throws: `Failure` for unknown names and values out of range; what tasks, models and files
  ///   refuse.
  init(_ command: Train, catalogs: Catalogs) throws {
    var notes: [String] = []
    let saved = try command.startFrom.map { try SavedModel(command, from: $0) }
    var experiment = try command.task.base(cell: command.model.cell, catalogs: catalogs)
    try command.model.apply(to: &experiment.model)
    try command.plan.apply(to: &experiment.plan)
    experiment.seed = command.seed
    let hasFiles = command.task.train != nil
    if hasFiles, command.task.dev == nil {
      experiment.plan.keepsBest = false
      notes.append("no dev rows: the training rows stand in, and the last parameters are kept")
    }
    let isTested = !hasFiles || command.task.test != nil
    if !isTested {
      let others = command.task.dev == nil ? "training" : "dev"
      notes.append("no test rows: in the store, the \(others) rows stand in")
    }
    let task = experiment.task
    if let saved {
      start = try saved.model(for: task, cells: catalogs.cells)
      experiment.model = start.architecture
      experiment.startsFrom = start.fingerprint
    } else {
      try MemoryNeed(of: experiment, cells: catalogs.cells).check()
      start = try Model(
        experiment.model, input: task.input, answer: task.answer, cells: catalogs.cells,
        seed: command.seed)
    }
    trainer = try Trainer(experiment.plan, seed: command.seed)
    let loss = trainer.loss(for: task.answer)
    try Failure.check(loss, for: task.answer)
    var data: [Split: Dataset] = [:]
    for split in Split.allCases {
      data[split] = try task.dataset(split, seed: command.seed)
    }
    let rows = data[.train]?.count ?? 1
    let steps = experiment.plan.steps(rows: rows)
    display = ProgressDisplay.Training(
      name: "\(experiment.model.cell.name) length \(task.length) seed \(command.seed)",
      steps: steps, stepsPerEpoch: experiment.plan.stepsPerEpoch(rows: rows), cost: 1)
    let counts = Split.allCases.filter { $0 != .test || isTested }.compactMap { split in
      data[split].map { "\(split.rawValue) \(Numeral.grouped($0.count))" }
    }
    self.notes =
      [
        "rows: \(counts.joined(separator: ", ")); \(Numeral.grouped(steps)) steps of "
          + "\(experiment.plan.batch)"
      ] + notes
    self.experiment = experiment
    self.data = data
    self.isTested = isTested
    keepsLosses = command.log != nil
    self.catalogs = catalogs
    probing = Probing(recordings: try command.record.sequences(for: [experiment]))
    // A file of losses or events is that of a whole training.
    again = command.again || command.log != nil || command.tensorboard != nil
    let name = experiment.fileName(variant: nil)
    tensorBoard = try command.tensorboard.map { path throws(FileError) in
      try OutputFolder(creating: OutputFolder(creating: path).file(name))
    }
  }

  /// What is going to be trained, in a few lines.
  var introduction: String { ([start.description] + notes).joined(separator: "\n") + "\n" }

  /// What is kept of the model's inside.
  var recordings: [RecordedSequence] { probing.recordings }

  /// Where the event files for TensorBoard are, if they were asked for.
  var eventFolder: String? { tensorBoard?.path }

  /// Trains, until the end or until somebody presses Ctrl-C, or answers from the store.
  func run(in store: RunStore) async -> Outcome {
    let flag = StopFlag()
    let interruption = Interruption { _ in flag.stop() }
    var outcome = await withCheckedContinuation { continuation in
      // Training never waits, so it must not hold a thread that Swift's tasks share.
      DispatchQueue(label: "longlag.training").async {
        continuation.resume(returning: train(in: store, until: flag))
      }
    }
    outcome.interruption = interruption.status
    return outcome
  }

  private func train(in store: RunStore, until flag: StopFlag) -> Outcome {
    var outcome = Outcome()
    guard let train = data[.train], let dev = data[.dev], let test = data[.test] else {
      return outcome
    }
    var painter = ProgressPainter([display])
    defer { painter.finish() }
    let began = ContinuousClock.now
    func seconds() -> Double { (ContinuousClock.now - began) / .seconds(1) }
    var model = start
    let (kept, checkpoint): (KeptTraining, Checkpoint?)
    do {
      switch try claim(in: store, rows: train.count) {
      case .ended(let run):
        outcome.kept = Kept(run, planned: display.steps, isTested: isTested)
        return outcome
      case .mine(let training, let from):
        (kept, checkpoint) = (training, keepsLosses ? nil : from)
      }
    } catch {
      outcome.failure = error
      return outcome
    }
    painter.show(.began(index: 0))
    let log = tensorBoard.map {
      TensorBoardLog(in: $0.path, of: experiment.plan, rows: train.count, gatesOn: dev)
    }
    var storeError: StoreError?
    do {
      let history = try trainer.train(
        &model, on: train, dev: dev, from: checkpoint,
        checkpointEvery: .seconds(2),
        isCancelled: { flag.isSet || storeError != nil },
        observe: { event in
          if keepsLosses, case .stepped(_, let loss) = event { outcome.losses.append(loss) }
          if case .reached(let checkpoint) = event {
            do throws(StoreError) {
              try kept.keep(checkpoint, seconds: seconds(), isLast: flag.isSet)
            } catch {
              storeError = error
            }
          }
          log?.note(event)
          painter.show(.training(index: 0, event))
        })
      log?.note(gradientNorms: history.gradientNorms)
      let loss = trainer.loss(for: experiment.task.answer)
      let scores = [train, dev, test].map {
        Evaluator(model, on: $0, loss: loss, seed: experiment.seed).score(model)
      }
      outcome.kept = Kept(
        experiment: experiment, model: model, planned: display.steps, steps: history.steps,
        bestStep: history.bestStep, reason: history.reason, dev: scores[1],
        test: isTested ? scores[2] : nil, seconds: kept.secondsBefore + seconds())
      if let storeError { throw storeError }
      if history.reason != .cancelled {
        try kept.end(
          experiment, model, history, train: scores[0], dev: scores[1], test: scores[2],
          seconds: seconds())
      }
    } catch {
      outcome.failure = error
      if let error = error as? TrainingError { try? kept.fail(error) }
    }
    outcome.logFailure = log?.failure
    return outcome
  }

  /// Asks the store for the training.
  private func claim(in store: RunStore, rows: Int) throws -> KeptTraining.Claim {
    try KeptTraining.claim(
      experiment, from: start, with: probing, in: store, rows: rows, again: again,
      cells: catalogs.cells, tasks: catalogs.tasks)
  }
}
