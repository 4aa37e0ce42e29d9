extension Failure {
  /// Refuses a number that an option cannot have.
  static func require(
    _ range: ClosedRange<Int>, _ option: String, _ number: Int?
  ) throws(Failure) {
    guard let number, !range.contains(number) else { return }
    throw Failure(
      .usage,
      "\(option) is \(number); expected a whole number from \(range.lowerBound) to "
        + "\(range.upperBound)")
  }
}
