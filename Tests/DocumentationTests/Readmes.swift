import LongLag
import Sweeps

// The code of the targets' READMEs. It is compiled, not run: some of it would train for minutes.

struct ReadmeCell: RecurrentCell {
  let hidden: Int

  func step(_ x: Signal, from h: Signal) -> Step<Signal> {
    Step(tanh(affine("hidden", x, h, width: hidden)))
  }
}

func readmeOfTasks() throws -> [Any] {
  let task = DigitSum(length: 10)  // the book's: 6 7 0 0 1 0 0 0 0 0 → 13
  let train = try task.dataset(.train, seed: 0)  // 300 examples, in order
  let (batch, targets) = train.batch(of: 0..<8)  // symbols [time × batch], classes [batch]
  let byLag = train.rows(by: .lag)  // rows that share a slice
  let files = try task.files(seed: 0)  // datasets/10/train.txt, dev.txt, test.txt
  return [batch, targets, byLag, files]
}

func readmeOfModels() throws -> Model {
  let model = try Model(
    Architecture(embedding: 32, cell: .lstm(hidden: 32)),
    input: .symbols(alphabet: 10), answer: TaskAnswer(.classes(19), .atEnd), seed: 1)
  print(model)
  // lstm(32): 10 symbols → embedding-32 → 32 → 19 classes, 9267 parameters
  return model
}

func readmeOfTraining(_ model: inout Model, _ train: Dataset, _ dev: Dataset) throws -> Int? {
  let plan = TrainingPlan(epochs: 500, batch: 8, optimizer: .adam(learningRate: 1e-3))
  let history = try Trainer(plan, seed: 1).train(&model, on: train, dev: dev) { print($0) }
  return history.bestStep
}

func readmeOfProbes(_ model: Model, _ test: Dataset) {
  let reach = GradientReach(of: model, on: test)
  print(reach.norms)  // ‖∂loss/∂h‖ at steps 0, 1, 2, …
}

func readmeOfStatistics(_ lstm: [UInt64: Double], _ srn: [UInt64: Double]) throws -> Int? {
  let accuracies = try Sample([0.81, 0.75, 0.77, 0.76, 0.72], of: "accuracy")
  print(accuracies.mean, accuracies.median)  // 0.762 0.76
  if let interval = ConfidenceInterval.bootstrap(meanOf: accuracies, within: 0...1) {
    print(interval)  // 0.725 to 0.806 (95 %, bootstrap over seeds)
  }
  print(ConfidenceInterval.wilson(70, of: 100))  // 0.60 to 0.78 (95 %, Wilson)

  let comparisons = try [10, 20].map { length in
    try PairedComparison(
      "accuracy at length \(length)", of: .init("LSTM", lstm), against: .init("SRN", srn))
  }
  for comparison in comparisons.holmCorrected() { print(comparison.sentence) }

  let course = try KaplanMeier([.solved(at: 300), .solved(at: 700), .unsolved(after: 1000)])
  return course.median  // 700: by then half of the seeds have solved it
}

func readmeOfLaboratory(_ base: Experiment) async throws -> [Run] {
  let runs = try await Laboratory(threads: 2).run(
    base.varying(\.task.length, over: [5, 10, 15]).varying(\.seed, over: 0..<5))
  return runs
}

func readmeOfSweeps() async throws -> [Run] {
  let sweep = try Sweep(contentsOf: "cells-and-lengths.yaml")
  let work = try WorkEstimate(of: sweep.experiments)
  let seconds = work.seconds(at: try Pace(measuring: work), threads: 2)
  print("\(sweep.name): \(work.runs) runs, \(work.steps) updates, about \(seconds) seconds")
  let runs = try await Laboratory(threads: 2).run(sweep.experiments)
  return runs
}

func readmeOfStore(_ experiments: [Experiment]) async throws -> ([Run], [UInt8]?) {
  let store = try RunStore("longlag.sqlite")
  let runs = try await Laboratory(threads: 2, store: store).run(experiments)
  let solved = try store.records(where: RunFilter("cell=lstm and test.accuracy>0.9"))

  let probing = Probing(recordings: [try RecordedSequence("6 7 0 0 1 = 13")])
  _ = try await Laboratory(probing: probing, store: store).run(experiments)  // no training
  let gates = try store.recording(of: solved[0].id, reading: probing.recordings[0])  // safetensors
  return (runs, gates)
}

func readmeOfComparison(_ lstm: [Results.Entry], _ srn: [Results.Entry]) {
  let comparison = Comparison([.init("LSTM", lstm), .init("SRN", srn)])
  for difference in comparison.differences { print(difference.paired.sentence) }
}

func readmeOfInterchange(_ experiment: Experiment, _ model: Model) throws -> Model {
  let json = String(decoding: try experiment.canonicalJSON(), as: UTF8.self)
  try model.safetensors(metadata: ["longlag.experiment": json]).write(to: "model.safetensors")

  let file = try Safetensors(contentsOf: "from-pytorch.safetensors")
  let read = try Model(reading: file, source: "from-pytorch.safetensors")
  return read
}

func readmeOfTensorBoard(_ model: inout Model, _ train: Dataset, _ dev: Dataset) throws {
  let plan = TrainingPlan(epochs: 500, batch: 8, optimizer: .adam(learningRate: 1e-3))
  let log = TensorBoardLog(in: "runs/lstm", of: plan, rows: train.count, gatesOn: dev)
  let history = try Trainer(plan, seed: 1).train(&model, on: train, dev: dev) { log.note($0) }
  log.note(gradientNorms: history.gradientNorms)  // where the plan recorded them
}

func readmeOfReport(_ runs: [Run], _ preset: Preset) throws {
  let report = try Report(runs, of: preset, operatorCheck: OperatorCheck())
  try report.write(to: "results/book")  // report.html, and figures/*.svg beside it

  let cells = Series.list(["SRN", "LSTM"])
  let figure = IntervalChart(
    FigureText(name: "accuracy-by-length", title: "Accuracy by length"),
    groups: cells.map { cell in
      IntervalChart.Group(
        cell, kind: "test",
        intervals: [
          Interval(x: 10, value: 0.88, low: 0.80, high: 0.93, note: "5 seeds")
        ])
    },
    x: Axis("length of the sequence"), level: .init(1 / 19, name: "chance"))

  print(figure.svg(.standalone))  // a file for a paper: sizes in points, colors written out
  let page = HTMLPage("Memory", summary: [], sections: [.init("Accuracy", [.figure(figure)])])
  print(page.html())
}

func readmeOfLongLag() async throws {
  let runs = try await Laboratory(threads: 2).run(Preset.book.experiments(lengths: [10], seeds: 1))
  let recording = try runs[0].model.record([6, 7, 0, 0, 1, 0, 0, 0, 0, 0])
  print(recording.prediction, recording.probabilities)
}
