import LongLag

// The code of the articles. It is compiled, not run: it would train for minutes.

func reproduceTheTextbook() async throws -> [Experiment] {
  let preset = Preset.book
  let laboratory = Laboratory(
    threads: 2, probing: Probing(reach: true, gates: true, transferLengths: [5, 10]))
  let runs = try await laboratory.run(preset.experiments(lengths: [5, 10], seeds: 2))
  try Report(runs, of: preset, operatorCheck: OperatorCheck()).write(to: "results/book")

  let base = Experiment(
    DigitSum(length: 20), model: Architecture(embedding: 32, cell: .lstm(hidden: 32)),
    plan: TrainingPlan(epochs: 500, batch: 8, optimizer: .adam(learningRate: 1e-3)))
  let sweep = base.varying(\.model.cell.hidden, over: [8, 16, 32]).varying(\.seed, over: 0..<5)

  let recording = try runs[0].model.record([6, 7, 0, 0, 1, 0, 0, 0, 0, 0])
  print(recording.prediction)
  for state in recording.recordings[0].rows(of: .hidden) ?? [] { print(state) }
  return sweep
}
