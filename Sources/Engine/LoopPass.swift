import Kernels

/// The time loop of a plan, bound to memory.
struct LoopPass {
  /// Fills what stays the same for all steps.
  let before: Program
  /// Sets the states before the first step; runs at that step.
  let start: Program
  /// The first step, where its states are known to be zero.
  let firstStep: Program
  /// One time step.
  let step: Program
  /// The states before each step, and after it.
  let statesBefore: [Place]
  let statesAfter: [Place]
  /// Where gates and candidates are kept.
  let named: [(quantity: Quantity, place: Place)]

  private let plan: SequencePlan
  private let boundary: [FastRecurrence.Reads]
  private var kept: [StepGraph.Value: Place] = [:]

  init(
    _ plan: SequencePlan, _ hoisted: HoistedPass, _ recurrence: Network.Recurrence,
    of network: Network, _ purpose: FastRecurrence.Purpose, _ memory: RecurrenceMemory
  ) {
    self.plan = plan
    // A state's memory begins with its start; read backwards, it ends with it.
    let (old, new) = recurrence.direction == .forward ? (0, 1) : (1, 0)
    let states = plan.cell.states.map {
      memory.layout.states(
        width: $0.width, everyStep: purpose.training || purpose.recording || purpose.shown)
    }
    statesBefore = states.map { $0.shifted(by: old) }
    statesAfter = states.map { $0.shifted(by: new) }
    start = Self.start(recurrence, of: network, statesBefore)

    // In a batch of symbols, the hoisted values of a step are rows of small tables.
    boundary = plan.boundary.map { value in
      guard case .table(_, let symbols) = memory.reads else {
        return .sequence(hoisted.place(of: value))
      }
      return .table(hoisted.place(of: value), symbols: symbols)
    }

    var results = zip(plan.results, statesAfter).map { (value: $0.0, place: $0.1) }
    for (value, place) in results { kept[value] = place }
    let wanted = purpose.recording ? plan.named.map(\.value) : []
    for value in (purpose.training ? plan.kept : []).union(wanted).sorted()
    where kept[value] == nil {
      let place = memory.layout.sequence(width: plan.loop.widths[value])
      kept[value] = place
      results.append((value, place))
    }
    let places = kept
    named =
      purpose.recording
      ? plan.named.compactMap { name in places[name.value].map { (name.quantity, $0) } } : []

    let (statesBefore, statesAfter, boundary) = (statesBefore, statesAfter, boundary)
    let input = memory.reads
    func programs(
      _ graph: StepGraph, _ results: [(value: StepGraph.Value, place: Place)]
    ) -> (before: Program, step: Program) {
      let lowering = Lowering(graph, results: results.map(\.value)) {
        $0 == .input ? input : Self.rows(of: $0, statesBefore, boundary)
      }
      var programs = lowering.emit(results: results, in: memory, hoisted: false)
      for (old, new) in zip(statesBefore, statesAfter) { programs.step.hold(old, into: new) }
      return programs
    }
    let zero = plan.loop.fromZeroStates(results.map(\.value))
    let first = programs(zero.graph, Array(zip(zero.results, results.map(\.place))))
    let every = programs(plan.loop, results)
    before = first.before + every.before
    firstStep = first.step
    step = every.step
  }

  /// Where a value of the loop lies that outlives its step. Rows of tables are looked up again:
  /// cheaper than keeping them.
  func rows(of value: StepGraph.Value) -> FastRecurrence.Reads {
    if case .source(let source) = plan.loop.operations[value] {
      return Self.rows(of: source, statesBefore, boundary)
    }
    guard let place = kept[value] else { preconditionFailure("value \(value) is not kept") }
    return .sequence(place)
  }

  private static func rows(
    of source: StepGraph.Source, _ statesBefore: [Place], _ boundary: [FastRecurrence.Reads]
  ) -> FastRecurrence.Reads {
    switch source {
    case .state(let index): .sequence(statesBefore[index])
    case .value(let index): boundary[index]
    case .input, .gradient: preconditionFailure("the loop reads its states and its boundary")
    }
  }

  private static func start(
    _ recurrence: Network.Recurrence, of network: Network, _ states: [Place]
  ) -> Program {
    var program = Program()
    for (index, place) in states.enumerated() {
      if recurrence.initialStates.isEmpty {
        program.fill(place, with: 0)
      } else {
        let parameter = network.parameters[recurrence.initialStates[index]]
        program.broadcast(
          Place(.parameters, base: parameter.offset, width: parameter.count), into: place)
      }
    }
    return program
  }
}
