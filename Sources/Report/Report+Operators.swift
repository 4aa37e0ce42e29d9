import Probes

extension Report {
  /// The same weights through every path: how far apart, and how fast.
  static func operatorTable(_ check: OperatorCheck) -> Table {
    Table(
      "\(OperatorCheck.passes) forward passes: batch \(OperatorCheck.batch), "
        + "length \(OperatorCheck.length), \(OperatorCheck.width) → \(OperatorCheck.width)",
      columns: [
        .text("cell"), .number("fast − reference"), .number("reference − PyTorch"),
        .number("fast − PyTorch"), .number("fast, ms"), .number("reference, ms"),
        .number("sequences/s"),
      ],
      rows: check.readings.map { reading in
        [
          Subject.displayName(ofCell: reading.cell),
          Numeral.significant(reading.fastToReference, digits: 2),
          Numeral.significant(reading.referenceToPyTorch, digits: 2),
          Numeral.significant(reading.fastToPyTorch, digits: 2),
          Numeral.significant(reading.fastSeconds * 1e3),
          Numeral.significant(reading.referenceSeconds * 1e3),
          Numeral.fixed(reading.sequencesPerSecond, decimals: 0),
        ]
      })
  }

  /// What the table means.
  static func operatorSentences(_ check: OperatorCheck) -> [String] {
    let fast = check.readings.map { max($0.fastToReference, $0.fastToPyTorch) }.max() ?? 0
    let exact = check.readings.map(\.referenceToPyTorch).max() ?? 0
    let agrees = fast < 1e-5 && exact < 1e-8
    return [
      "The same weights and the same input go through the reference path (double precision, the "
        + "equation read plainly), through the fast path that trains (single precision), and beside "
        + "the states that PyTorch \(check.pyTorchVersion) computed in double precision, stored with "
        + "nine decimals.",
      agrees
        ? "All agree: the largest difference between two last hidden states is "
          + "\(Numeral.significant(fast, digits: 2)) for the fast path, which is the rounding of "
          + "single precision, and \(Numeral.significant(exact, digits: 2)) for the reference path."
        : "They do not agree: the largest difference is \(Numeral.significant(fast, digits: 2)) for "
          + "the fast path and \(Numeral.significant(exact, digits: 2)) for the reference path. "
          + "Nothing else on this page should be trusted before this is explained.",
    ]
  }
}
