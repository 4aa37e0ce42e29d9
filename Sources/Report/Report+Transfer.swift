import Laboratory
import Models
import Probes
import Statistics

extension Report {
  /// Accuracy by the length that was trained and the length that was tested, one matrix per subject.
  var transferMatrices: MatrixChart? {
    let measured = subjects.filter { !transfer(of: $0).isEmpty }
    let transfers = measured.map(transfer(of:))
    let tested = Set(transfers.joined().flatMap { $0.accuracies.keys }).sorted()
    let trained = Set(transfers.joined().map(\.length)).sorted()
    // A model tested at home only says nothing about transfer.
    guard Set(tested + trained).count > 1 else { return nil }
    let matrices = zip(measured, transfers).map { subject, rows in
      let accuracies = trained.map { length in
        tested.map { other in rows.first { $0.length == length }?.accuracies[other] ?? [] }
      }
      return MatrixChart.Matrix(
        subject.name, values: accuracies.map { $0.map(Self.mean) },
        notes: accuracies.map { $0.map(Self.note) })
    }
    return MatrixChart(
      FigureText(
        name: "transfer", title: "Accuracy at lengths that were not trained",
        caption:
          "Every row is a model, trained at one length; every column is a length at which it "
          + "is tested. "
          + (findings.seeds > 1 ? "Means over the seeds; outlined" : "Outlined")
          + " is the model's own length."),
      matrices: matrices, rows: ("trained at length", trained.map(Numeral.grouped)),
      columns: ("tested at length", tested.map(Numeral.grouped)))
  }

  /// The transfer readings of one subject: for each trained length the accuracies, one per seed, at
  /// every tested length, its own included.
  func transfer(of subject: Subject) -> [(length: Int, accuracies: [Int: [Double]])] {
    groups.filter(subject.owns).sorted { $0.length < $1.length }.compactMap { group in
      var accuracies: [Int: [Double]] = [:]
      for reading in group.runs.compactMap(\.readings.transfer).flatMap(\.readings) {
        accuracies[reading.length, default: []].append(reading.accuracy)
      }
      guard !accuracies.isEmpty else { return nil }
      if accuracies[group.length] == nil {
        accuracies[group.length] = group.runs.map(\.test.accuracy)
      }
      return (group.length, accuracies)
    }
  }

  static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// `5 seeds, 0.70 to 0.80 (95 %, bootstrap over seeds)`
  private static func note(_ values: [Double]) -> String {
    guard values.count > 1, let sample = try? Sample(values, of: "accuracy"),
      let interval = ConfidenceInterval.bootstrap(meanOf: sample, within: 0...1)
    else { return "1 seed" }
    return "\(values.count) seeds, \(interval)"
  }
}
