import LongLag
import Sweeps

/// What a sweep would run, as a terminal shows it: what varies, what does not, how much it is and
/// about how long it takes.
struct SweepOutline {
  /// The lines.
  let text: String

  /// The widest that values are written out.
  private static let widest = 50

  /// The outline of a sweep, whose time is known from trying it for a moment.
  init(
    _ sweep: Sweep, _ work: WorkEstimate, recording sequences: [RecordedSequence] = [],
    at pace: Pace, threads: Int
  ) {
    var lines = ["\(sweep.name): \(Numeral.counted(sweep.experiments.count, "run"))\n"]
    if !sweep.axes.isEmpty {
      let table = Table(
        "What varies", columns: [.text("varies"), .number("number"), .text("values")],
        rows: sweep.axes.map { [$0.title, Numeral.grouped($0.rows.count), Self.values(of: $0)] })
      lines.append(table.text)
    }
    if !sweep.fixed.isEmpty {
      let table = Table(
        "What does not", columns: [.text("is the same"), .text("value")],
        rows: sweep.fixed.map { [$0.key, $0.value.description] })
      lines.append(table.text)
    }
    var remarks = sweep.notes
    if sweep.excluded > 0 {
      let all = sweep.axes.reduce(1) { $0 * $1.rows.count }
      remarks.insert(
        "left out: \(Numeral.grouped(sweep.excluded)) of \(Numeral.counted(all, "combination"))",
        at: 0)
    }
    remarks += sequences.map { "recorded in each run: \($0)" }
    let seconds = work.seconds(at: pace, threads: threads)
    remarks.append(
      "\(Self.large(work.steps)) update\(work.steps == 1 ? "" : "s"), \(Numeral.significant(work.operations / 1e9)) GFLOP"
    )
    remarks.append(
      "about \(Self.words(for: seconds)) on \(Numeral.counted(threads, "thread")), as tried just now"
    )
    lines.append(remarks.joined(separator: "\n") + "\n")
    text = lines.joined(separator: "\n")
  }

  /// All values of an axis, or the first and the last.
  private static func values(of axis: Sweep.Axis) -> String {
    let isZip = axis.keys.count > 1
    func words(_ row: Int) -> String { isZip ? "(\(axis.label(row)))" : axis.label(row) }
    var text = ""
    for row in axis.rows.indices {
      let next = (row == 0 ? "" : ", ") + words(row)
      let last = words(axis.rows.count - 1)
      guard text.count + next.count + last.count + 5 <= widest || row == axis.rows.count - 1 else {
        return text + ", …, " + last
      }
      text += next
    }
    return text
  }

  private static func large(_ number: Double) -> String {
    number < 1e15 ? Numeral.grouped(Int(number)) : Numeral.significant(number)
  }

  /// As one says a time: `8 s`, `3 min`, `2.5 h`, `12 days`.
  private static func words(for seconds: Double) -> String {
    if seconds < 100 * 3600 { return ProgressDisplay.words(for: .seconds(max(seconds, 0.1))) }
    return "\(Numeral.grouped(Int((min(seconds, 1e15) / 86400).rounded()))) days"
  }
}
