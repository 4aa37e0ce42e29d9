import LongLag

/// A line about an array that is under way: redrawn on a terminal; elsewhere a new one where a task has
/// begun or ended.
struct SlurmProgress {
  private let total: Int
  private let first: Double
  private let terminal: Terminal
  private let isRedrawn: Bool
  private let began = ContinuousClock.now
  private var said = ""
  private var isDrawn = false

  /// Shows nothing yet.
  ///
  /// - Parameters:
  ///   - total: Runs of the array.
  ///   - share: The share of the work that was done before.
  init(total: Int, share: Double, on terminal: Terminal = .error) {
    self.total = total
    self.terminal = terminal
    first = share
    isRedrawn = terminal.isInteractive
  }

  /// Shows how far the array is.
  mutating func show(done: Int, share: Double, tasks: [Slurm.Task]) {
    let words = Self.words(for: tasks)
    guard isRedrawn || words != said else { return }
    said = words
    var line = "\(Numeral.grouped(done)) of \(Numeral.grouped(total)) runs done  \(words)"
    // What was done before this command began took no time of its own.
    let fresh = first < 1 ? (share - first) / (1 - first) : 1
    if share < 1,
      let left = ProgressDisplay.remaining(after: ContinuousClock.now - began, share: fresh)
    {
      line += "  \(ProgressDisplay.words(for: left)) left"
    }
    if isRedrawn {
      line = "\(ProgressDisplay.bar(share, width: 20))  \(line)"
      put("\r\u{1B}[J" + String(line.prefix(max(1, terminal.columns - 1))))
      isDrawn = true
    } else {
      put(line + "\n")
    }
  }

  /// Says something that stays.
  mutating func say(_ sentence: String) {
    finish()
    put("longlag: \(sentence)\n")
  }

  /// Takes the line away.
  mutating func finish() {
    if isDrawn { put("\r\u{1B}[J") }
    isDrawn = false
  }

  /// `4 tasks run, 12 wait (Resources)`.
  static func words(for tasks: [Slurm.Task]) -> String {
    let running = tasks.count(where: \.runs)
    let waiting = tasks.filter { !$0.runs }
    var words = "\(running) \(running == 1 ? "task runs" : "tasks run")"
    if !waiting.isEmpty {
      words += ", \(Numeral.grouped(waiting.count)) wait"
      let reasons = Set(waiting.map(\.reason)).subtracting(["None", ""]).sorted()
      if !reasons.isEmpty { words += " (\(reasons.joined(separator: ", ")))" }
    }
    return words
  }

  /// Progress that cannot be shown is no reason to stop watching.
  private func put(_ text: String) {
    try? terminal.write(text)
  }
}
