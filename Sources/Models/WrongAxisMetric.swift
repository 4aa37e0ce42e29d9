import Tasks

/// The accuracy that the course experiment prints: a mistake worth measuring.
///
/// It takes the position of the largest entry along the wrong axis of the one-hot labels
/// `[rows × classes]`: instead of each row's class, the first row that bears each class. These 19 row
/// numbers are then compared with every prediction. With the rows in the order of their operands, the
/// numbers below 19 among them are 0 to 9, so that it prints the share of predictions that are at most
/// 9: 55 % for a perfect model, 100 % for one that always answers 0..9.
struct WrongAxisMetric {
  private let firstRows: [Int]

  /// The metric for a dataset; `nil` where rows are not answered by one class each.
  init?(_ dataset: Dataset) {
    guard case .classes(let classes) = dataset.answer.kind, dataset.answer.moment == .atEnd else {
      return nil
    }
    var first = [Int](repeating: 0, count: classes)
    for (row, example) in dataset.examples.enumerated().reversed() {
      guard case .classes(let labels) = example.answer else { return nil }
      first[Int(labels[0])] = row
    }
    firstRows = first
  }

  /// The metric's value for predictions, one per row.
  func value(of predictions: [Int32]) -> Double {
    let matches = predictions.reduce(0) { sum, prediction in
      sum + firstRows.count { $0 == Int(prediction) }
    }
    return Double(matches) / Double(max(predictions.count, 1))
  }
}
