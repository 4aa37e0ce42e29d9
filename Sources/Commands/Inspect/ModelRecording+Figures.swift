import LongLag

extension ModelRecording {
  /// A figure for each recurrence: a heat map for each of its gates, its candidate and its states.
  func figures(of model: Model) -> [HeatMaps] {
    zip(names, recordings).map { name, recording in
      let maps = recording.quantities.compactMap { quantity -> HeatMap? in
        guard let rows = recording.rows(of: quantity) else { return nil }
        let scale = TerminalScale(of: quantity, in: recording)
        // The book draws the cell on −5…5, so that drawings can be laid beside each other.
        let limit = quantity == .cell ? max(scale.limit, 5) : scale.limit
        return HeatMap(
          TerminalPanel(quantity, in: recording, symbols: symbols, units: 1).title,
          values: rows.map { $0.map(Double.init) },
          colors: scale.isSigned ? .diverging(limit: limit) : .sequential())
      }
      return HeatMaps(
        FigureText(
          name: recordings.count > 1 ? "gates-\(name)" : "gates",
          title: "\(model.architecture.cell) reads \(words), and answers \(prediction)",
          caption:
            "Every column is one position in the sequence, with the symbol read there; every "
            + "row is one hidden unit."),
        maps: maps, symbols: symbols.map(String.init), symbolName: "symbol",
        columns: min(3, maps.count))
    }
  }

  private var words: String {
    let shown = symbols.prefix(20).map(String.init).joined(separator: " ")
    return symbols.count > 20 ? shown + " …" : shown
  }

  /// The most likely answers, each with a bar for its probability.
  func shares(width: Int) -> String {
    let likely = probabilities.indices.sorted {
      (probabilities[$1], $0) < (probabilities[$0], $1)
    }.prefix(5)
    let nameWidth = likely.map { "\($0)".count }.max() ?? 0
    return likely.map { answer in
      let share = Double(probabilities[answer])
      let bar = ProgressDisplay.bar(share, width: max(5, min(30, width - nameWidth - 20)))
      return "answer \("\(answer)".flushRight(in: nameWidth))  \(bar)  "
        + Numeral.percent(share, decimals: 1) + "\n"
    }.joined()
  }
}
