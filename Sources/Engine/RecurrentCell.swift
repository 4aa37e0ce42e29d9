/// A recurrent cell: one time step, written as it stands in the paper.
///
/// ```swift
/// /// The minimal gated unit (Zhou et al., 2016): one gate both forgets and writes.
/// struct MinimalGatedUnit: RecurrentCell {
///   let hidden: Int
///
///   func step(_ x: Signal, from h: Signal) -> Step<Signal> {
///     let f = sigmoid(affine("forget", x, h, width: hidden))
///     let n = tanh(affine("candidate", x, f * h, width: hidden))
///     return Step((1 - f) * h + f * n, gates: [.forget: f], candidate: n)
///   }
/// }
/// ```
///
/// `step` runs once, on symbols. The forward and backward passes, the recordings of gates and
/// states, the parameters and their files are all derived from the graph it leaves.
public protocol RecurrentCell: Sendable {
  /// What the cell carries from one step to the next.
  associatedtype State: RecurrentState = Signal

  /// The width of the state that the cell shows to what stands above it.
  var hidden: Int { get }

  /// The width of one of its states. Every state is `hidden` wide unless the cell says otherwise.
  func width(of state: Quantity) -> Int

  /// The equation: what is read and what was remembered give what is remembered next.
  func step(_ x: Signal, from state: State) -> Step<State>
}

extension RecurrentCell {
  /// Every state is `hidden` wide.
  public func width(of state: Quantity) -> Int { hidden }
}

/// What a cell carries from one time step to the next: a named struct of signals, never a tuple.
public protocol RecurrentState {
  /// The names of its signals; the first is the one that the layer above reads.
  static var quantities: [Quantity] { get }
  /// A state from its signals, in the order of `quantities`.
  init(signals: [Signal])
  /// Its signals, in the order of `quantities`.
  var signals: [Signal] { get }
}

/// A single state, called `hidden`.
extension Signal: RecurrentState {
  /// Only the hidden state.
  public static var quantities: [Quantity] { [.hidden] }
  /// The state is the signal.
  public init(signals: [Signal]) { self = signals[0] }
  /// The signal.
  public var signals: [Signal] { [self] }
}

/// What one step leaves: the next state, and the gates and candidate that made it, by name.
public struct Step<State: RecurrentState> {
  /// What is remembered next.
  public let state: State
  let named: [(Quantity, Signal)]

  /// A step's result. What is named here can be recorded; the states are named already.
  public init(
    _ state: State, gates: KeyValuePairs<Quantity, Signal> = [:], candidate: Signal? = nil
  ) {
    self.state = state
    named = gates.map { ($0.key, $0.value) } + (candidate.map { [(.candidate, $0)] } ?? [])
  }
}
