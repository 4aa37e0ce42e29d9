import LongLag

/// Shows progress: lines that are redrawn in place on a terminal, one line per event elsewhere.
struct ProgressPainter {
  private(set) var display: ProgressDisplay
  private let terminal: Terminal
  private let isRedrawn: Bool
  private let began = ContinuousClock.now
  private var drawn: [String] = []
  private var lastDrawn: Duration?

  /// Shows nothing before the first event.
  init(_ trainings: [ProgressDisplay.Training], on terminal: Terminal = .error) {
    display = ProgressDisplay(trainings)
    self.terminal = terminal
    isRedrawn = terminal.isInteractive
  }

  /// Shows what happened; the lines are redrawn ten times a second at most.
  mutating func show(_ event: LaboratoryEvent) {
    let time = ContinuousClock.now - began
    display.note(event, at: time)
    let message = display.message(about: event, isRedrawn: isRedrawn, at: time)
    guard isRedrawn else {
      if let message { put(message + "\n") }
      return
    }
    if let lastDrawn, time - lastDrawn < .milliseconds(100), message == nil { return }
    lastDrawn = time
    redraw(
      display.lines(width: terminal.columns, height: terminal.lines, at: time), above: message)
  }

  /// Takes the lines away; what was said stays.
  mutating func finish() {
    if isRedrawn { redraw([], above: nil) }
  }

  /// One write for all of it, so that nothing flickers.
  private mutating func redraw(_ lines: [String], above message: String?) {
    // What was drawn takes more lines if the terminal has become narrower since.
    let width = max(1, terminal.columns)
    let up = drawn.reduce(0) { $0 + max(1, ($1.count + width - 1) / width) }
    var text = up > 0 ? "\r\u{1B}[\(up)A" : "\r"
    text += "\u{1B}[J"
    if let message { text += message + "\n" }
    for line in lines { text += line + "\n" }
    drawn = lines
    put(text)
  }

  /// Progress that cannot be shown is no reason to end a training.
  private func put(_ text: String) {
    try? terminal.write(text)
  }
}
