import LongLag

extension ProgressDisplay {
  /// What a terminal of this size shows: a line for each training under way, and one for the whole.
  ///
  /// Where the terminal is too narrow for a line, it takes several; none is wider than `width`.
  func lines(width: Int, height: Int, at time: Duration) -> [String] {
    var fields = live.keys.sorted().map { self.fields(of: $0, at: time) }
    let room = max(1, height - 3)
    if fields.count > room {
      let hidden = fields.count - room
      fields = fields.prefix(room) + [Fields(name: "and \(hidden) more under way", share: nil)]
    }
    if trainings.count > 1 { fields.append(overall(at: time)) }
    // The same things stand below each other, and stay where they are.
    let nameWidth = max(
      trainings.map(\.name.count).max() ?? 0, fields.map(\.name.count).max() ?? 0)
    let most = trainings.map { "epoch \($0.epochs)/\($0.epochs)".count }.max() ?? 0
    var widths = [most, "loss 2.945".count, "dev 0.05".count, "12 min left".count]
    for fields in fields {
      for (column, figure) in fields.figures.enumerated() {
        widths[column] = max(widths[column], figure.count)
      }
    }
    let taken = nameWidth + widths.reduce(0, +)
    // Two spaces between them, or one, or several lines.
    guard let gap = [2, 1].first(where: { width - taken - 5 * $0 >= 6 }) else {
      return fields.flatMap { $0.folded(width: width) }
    }
    let space = String(repeating: " ", count: gap)
    let bar = min(30, width - taken - 5 * gap)
    return fields.map { fields in
      var line = fields.name.padded(to: nameWidth)
      if let share = fields.share { line += space + Self.bar(share, width: bar) }
      for (figure, width) in zip(fields.figures, widths) {
        line += space + figure.padded(to: width)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// A bar, filled from the left.
  static func bar(_ share: Double, width: Int) -> String {
    let filled = share > 0 ? Int((min(share, 1) * Double(width)).rounded(.down)) : 0
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
  }

  /// A time as one says it: `8 s`, `3 min`, `2.5 h`.
  static func words(for time: Duration) -> String {
    let seconds = Int((time / .seconds(1)).rounded(.up))
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 100 * 60 { return "\((seconds + 30) / 60) min" }
    return "\(Numeral.short((Double(seconds) / 360).rounded() / 10)) h"
  }

  /// What a line says, before it is laid out.
  private struct Fields {
    var name: String
    var share: Double?
    var figures: [String] = []

    /// Over as many lines as it takes.
    func folded(width: Int) -> [String] {
      var parts = name.split(separator: " ").map(String.init)
      if let share { parts.append(ProgressDisplay.bar(share, width: min(10, width))) }
      parts += figures.flatMap { $0.split(separator: " ").map(String.init) }
      var lines: [String] = []
      for part in parts {
        if let last = lines.last, last.count + 1 + part.count <= width {
          lines[lines.count - 1] += " " + part
        } else {
          lines.append(part)
        }
      }
      return lines.flatMap { $0.pieces(of: max(1, width)) }
    }
  }

  private func fields(of index: Int, at time: Duration) -> Fields {
    let (training, state) = (trainings[index], live[index])
    let (step, share) = (state?.step ?? 0, share(of: index))
    let remaining = Self.remaining(after: time - (state?.began ?? time), share: share)
    return Fields(
      name: training.name, share: share,
      figures: [
        "epoch \(step / max(training.stepsPerEpoch, 1))/\(training.epochs)",
        "loss " + (state?.loss.map(Self.words) ?? "–"),
        "dev " + (state?.accuracy.map { Numeral.fixed($0, decimals: 2) } ?? "–"),
        remaining.map { "\(Self.words(for: $0)) left" } ?? "",
      ])
  }

  private static func words(for loss: Double) -> String {
    abs(loss) < 1000 ? Numeral.fixed(loss, decimals: 3) : Numeral.significant(loss)
  }

  private func overall(at time: Duration) -> Fields {
    let remaining = Self.remaining(after: time, share: share)
    return Fields(
      name: "\(ended) of \(trainings.count) done", share: share,
      figures: [
        Numeral.percent(share), "", "", remaining.map { "\(Self.words(for: $0)) left" } ?? "",
      ])
  }
}

extension String {
  /// With spaces behind, up to a width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  /// With spaces before, up to a width.
  func flushRight(in width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - count)) + self
  }

  /// Cut into pieces of at most so many characters.
  fileprivate func pieces(of width: Int) -> [String] {
    var pieces: [String] = []
    var rest = self[...]
    while !rest.isEmpty {
      pieces.append(String(rest.prefix(width)))
      rest = rest.dropFirst(width)
    }
    return pieces
  }
}
