import Engine
import Models

/// One sequence through a model, with what happened inside its last layer.
struct SequenceReading {
  let recording: Recording
  /// The states; the first is what the layer shows.
  let states: [Quantity]
  /// The most likely class.
  let answer: Int

  /// Reads a sequence; `nil` where this model cannot.
  init?(of model: Model, on symbols: [Int]) {
    guard let pass = try? model.record(symbols), let layer = model.network.layers.last else {
      return nil
    }
    recording = pass.topRecording
    states = layer.recurrences[0].cell.states.map(\.quantity)
    answer = pass.prediction
  }

  var gates: [Quantity] {
    recording.quantities.filter { $0 != .candidate && !states.contains($0) }
  }

  /// The LSTM's cell; the only state of others.
  var innermostState: Quantity { states.contains(.cell) ? .cell : states[0] }

  func rows(of quantity: Quantity) -> [[Double]] {
    (recording.rows(of: quantity) ?? []).map { $0.map(Double.init) }
  }

  func largest(of quantity: Quantity) -> Double {
    rows(of: quantity).joined().map(abs).max() ?? 0
  }

  /// 1 for what a tanh holds within ±1, 5 for the rest.
  func limit(of quantity: Quantity) -> Double { largest(of: quantity) <= 1 ? 1 : 5 }

  /// The share of the hidden state's values that a tanh has pressed against ±1.
  var saturation: Double {
    let values = Array(rows(of: states[0]).joined())
    return Double(values.count { abs($0) > 0.99 }) / Double(max(1, values.count))
  }

  /// `LSTM answers 13, which is right; its cell state goes to 7.45.`
  func note(named owner: String, right: Int?) -> String {
    let state = innermostState
    let verdict = right.map { $0 == answer ? ", which is right" : " where \($0) is right" } ?? ""
    let most = Numeral.fixed(largest(of: state), decimals: 2)
    return "\(owner) answers \(answer)\(verdict); "
      + (state == states[0] && saturation >= 0.1
        ? "\(Numeral.percent(saturation)) of its \(state) values lie beyond ±0.99."
        : "its \(state) state goes to \(most).")
  }

  /// How large the state is behind the operands and at the end, and what moves it.
  func stateSentence(named owner: String, distractor: Int) -> String? {
    let rows = rows(of: innermostState)
    guard rows.count > 4, distractor > 2 else { return nil }
    func size(_ values: [Double]) -> Double {
      values.reduce(0) { $0 + abs($1) } / Double(max(1, values.count))
    }
    func change(at step: Int) -> Double {
      size(zip(rows[step], rows[step - 1]).map { $0 - $1 })
    }
    let zeros = (2..<rows.count).filter { $0 != distractor }.map(change)
    let atZero = zeros.reduce(0, +) / Double(max(1, zeros.count))
    let atDistractor = change(at: distractor)
    let verdict =
      atDistractor > 1.2 * atZero
      ? "the distractor moves it more than a zero does"
      : atDistractor < atZero / 1.2
        ? "the distractor moves it less than a zero does"
        : "the distractor moves it about as much as a zero does"
    func number(_ value: Double) -> String { Numeral.fixed(value, decimals: 2) }
    return "The \(innermostState) state of \(owner), in the model above: its mean size is "
      + "\(number(size(rows[1]))) behind the operands and \(number(size(rows[rows.count - 1]))) at "
      + "the end; \(verdict) (by \(number(atDistractor)) against \(number(atZero)) a unit)."
  }
}
