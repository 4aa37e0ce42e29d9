import Kernels

/// The places and programs of one recurrence: a ``SequencePlan`` bound to memory.
struct FastRecurrence {
  /// What a recurrence reads.
  enum Reads {
    /// Rows of a table, one per symbol of the alphabet.
    case table(Place, symbols: Int)
    /// A row per sequence at every step.
    case sequence(Place)
  }

  /// What is asked of it.
  struct Purpose {
    /// Whether the backward pass will run.
    var training: Bool
    /// Whether gates, candidates, states and their gradients are kept at every step.
    var recording: Bool
    /// Whether what it shows is read at every step, and not only after the last.
    var shown: Bool
    /// Whether the gradient of what it reads is wanted.
    var readGradients: Bool
  }

  let recurrence: Network.Recurrence
  let plan: SequencePlan

  /// Packs the weights: once for every change of the parameters.
  private(set) var pack = Program()
  /// Computes the hoisted values: once per batch, over ``hoistedRows``.
  private(set) var hoist: [Program] = []
  /// Fills what stays the same for all steps.
  private(set) var before = Program()
  /// Sets the states before the first step; runs at that step.
  private(set) var start = Program()
  /// One time step.
  private(set) var step = Program()
  /// Clears the gradients that arrive at the last step; runs at that step.
  private(set) var startBackward = Program()
  /// One time step of the backward pass.
  private(set) var stepBackward = Program()
  /// Gradients of learned first states; runs at the first step.
  private(set) var endBackward = Program()
  /// Clears the tables that gradients are added to per symbol: once per batch, over
  /// ``hoistedRows``.
  private(set) var clear = Program()
  /// The deferred products: once per batch, over all steps.
  private(set) var deferred = Program()
  /// The gradients of the hoisted values: once per batch, over ``hoistedRows``.
  private(set) var hoistBackward: [Program] = []

  /// The states before each step, and after it.
  let statesBefore: [Place]
  let statesAfter: [Place]
  /// The gradients of the states after each step.
  private(set) var gradientsAfter: [Place] = []
  private var gradientsBefore: [Place] = []
  /// The gradient of what is shown, from the layer above.
  let shownGradient: Place?
  /// The gradient of what it reads.
  private(set) var readGradient: Place?
  /// Where gates and candidates are kept.
  private(set) var named: [(quantity: Quantity, place: Place)] = []
  /// Where the whole gradients of the states are kept.
  private(set) var stateGradients: [Place] = []

  private let network: Network
  private let purpose: Purpose
  private let reads: Reads
  private var hoistedPlaces: [StepGraph.Value: Place] = [:]
  private var boundaryPlaces: [Place] = []
  private var boundaryGradients: [Place?] = []
  private var loopPlaces: [StepGraph.Value: Place] = [:]

  init(
    _ recurrence: Network.Recurrence, of network: Network, reads: Reads, purpose: Purpose,
    layout: inout WorkspaceLayout
  ) {
    self.recurrence = recurrence
    self.network = network
    self.reads = reads
    self.purpose = purpose
    plan = SequencePlan(recurrence.cell, shown: purpose.training && purpose.shown)
    let everyStep = purpose.training || purpose.recording || purpose.shown
    // A state's memory begins with its start; read backwards, it ends with it.
    let forward = recurrence.direction == .forward
    let states = recurrence.cell.states.map {
      layout.states(width: $0.width, everyStep: everyStep)
    }
    statesBefore = states.map { $0.shifted(by: forward ? 0 : 1) }
    statesAfter = states.map { $0.shifted(by: forward ? 1 : 0) }
    shownGradient =
      purpose.training && purpose.shown
      ? layout.sequence(width: recurrence.cell.states[0].width) : nil
    let memory = RecurrenceMemory(recurrence, of: network, reads: reads, layout: layout)
    buildHoist(memory)
    buildStep(memory)
    if purpose.training {
      buildStepBackward(memory)
      buildDeferred(memory)
    }
    pack = memory.pack
    layout = memory.layout
  }

  /// Rows of the hoisted part: the symbols of the alphabet, or the sequences of all steps.
  func hoistedRows(steps: Int, batch: Int) -> Int {
    if case .table(_, let symbols) = reads { symbols } else { steps * batch }
  }

  private var isTable: Bool { if case .table = reads { true } else { false } }

  // MARK: - Forward

  private mutating func buildHoist(_ memory: RecurrenceMemory) {
    let input: Place =
      switch reads {
      case .table(let place, _): place
      case .sequence(let place): place
      }
    let operations = plan.hoisted.operations
    var results: [(value: StepGraph.Value, place: Place)] = []
    for value in Set(plan.boundary + keptOfHoisted).sorted() {
      if case .source = operations[value] {
        hoistedPlaces[value] = input
      } else {
        let place = memory.place(width: plan.hoisted.widths[value], hoisted: true)
        hoistedPlaces[value] = place
        results.append((value, place))
      }
    }
    let lowering = Lowering(
      plan.hoisted, results: results.map(\.value), source: { _ in input })
    let programs = lowering.emit(results: results, in: memory, hoisted: true)
    hoist = [programs.before, programs.step]
  }

  /// The hoisted values that their own backward pass reads.
  private var keptOfHoisted: [StepGraph.Value] {
    guard purpose.training else { return [] }
    let differential = plan.hoistedDifferential
    var kept: [StepGraph.Value] = differential.graph.operations.compactMap {
      if case .source(.value(let value)) = $0 { value } else { nil }
    }
    for case .matrix(_, _, let operand) in differential.contributions { kept.append(operand) }
    return kept
  }

  private mutating func buildStep(_ memory: RecurrenceMemory) {
    buildStart()
    boundaryPlaces = plan.boundary.map { value in
      let width = plan.hoisted.widths[value]
      return isTable
        ? memory.layout.rows(width: width)
        : hoistedPlaces[value] ?? memory.layout.rows(width: width)
    }
    gatherBoundary(plan.boundary.indices, into: &step)

    let wanted = purpose.recording ? plan.named.map(\.value) : []
    let kept = purpose.training ? plan.kept : []
    var results = Array(zip(plan.results, statesAfter)).map { (value: $0.0, place: $0.1) }
    for (value, place) in results { loopPlaces[value] = place }
    for value in kept.union(wanted).sorted() where loopPlaces[value] == nil {
      let place = memory.layout.sequence(width: plan.loop.widths[value])
      loopPlaces[value] = place
      results.append((value, place))
    }
    if purpose.recording {
      named = plan.named.compactMap { quantity, value in
        loopPlaces[value].map { (quantity, $0) }
      }
    }
    let lowering = Lowering(plan.loop, results: results.map(\.value), source: loopSource)
    let programs = lowering.emit(results: results, in: memory, hoisted: false)
    before = programs.before
    step.append(programs.step)
    for (old, new) in zip(statesBefore, statesAfter) { step.hold(old, into: new) }
  }

  private mutating func buildStart() {
    for (index, place) in statesBefore.enumerated() {
      if recurrence.initialStates.isEmpty {
        start.fill(place, with: 0)
      } else {
        let parameter = network.parameters[recurrence.initialStates[index]]
        start.broadcast(
          Place(.parameters, base: parameter.offset, width: parameter.count), into: place)
      }
    }
  }

  /// In a batch of symbols, the hoisted values of a step are rows of small tables.
  private func gatherBoundary(_ indices: some Sequence<Int>, into program: inout Program) {
    guard case .table(_, let symbols) = reads else { return }
    for index in indices {
      guard let table = hoistedPlaces[plan.boundary[index]] else { continue }
      program.gather(table, symbols: symbols, into: boundaryPlaces[index])
    }
  }

  private func loopSource(_ source: StepGraph.Source) -> Place {
    switch source {
    case .state(let index): statesBefore[index]
    case .value(let index): boundaryPlaces[index]
    case .input, .gradient: preconditionFailure("the loop reads its states and its boundary")
    }
  }

  // MARK: - Backward

  private mutating func buildStepBackward(_ memory: RecurrenceMemory) {
    let forward = recurrence.direction == .forward
    let differential = plan.loopDifferential
    let states = recurrence.cell.states
    let places = states.map {
      memory.layout.states(width: $0.width, everyStep: purpose.recording)
    }
    gradientsAfter = places.map { $0.shifted(by: forward ? 1 : 0) }
    gradientsBefore = places.map { $0.shifted(by: forward ? 0 : 1) }
    for place in gradientsAfter { startBackward.fill(place, with: 0) }

    let read = Set(
      differential.graph.operations.compactMap { operation -> Int? in
        guard case .source(.value(let value)) = operation,
          case .source(.value(let index)) = plan.loop.operations[value]
        else { return nil }
        return index
      })
    gatherBoundary(read.sorted(), into: &stepBackward)

    // A sequence that has ended takes no part: its gradient waits beside the step.
    let waiting = states.map { memory.layout.rows(width: $0.width) }
    for (gradient, place) in zip(gradientsAfter, waiting) {
      stepBackward.setAside(gradient, into: place)
    }
    var results: [(value: StepGraph.Value, place: Place)] = []
    for (index, place) in gradientsBefore.enumerated() {
      if let value = differential.gradients[.state(index)] {
        results.append((value, place))
      } else {
        stepBackward.fill(place, with: 0)
      }
    }
    for value in plan.keptGradients {
      let place = memory.layout.sequence(width: differential.graph.widths[value])
      deltas[value] = place
      results.append((value, place))
    }
    if purpose.recording {
      stateGradients = plan.results.enumerated().map { index, result in
        guard let total = differential.totals[result] else { return gradientsAfter[index] }
        if case .source(.gradient(index)) = differential.graph.operations[total] {
          return gradientsAfter[index]
        }
        let place = memory.layout.sequence(width: states[index].width)
        results.append((total, place))
        return place
      }
    }
    let lowering = Lowering(
      differential.graph, results: results.map(\.value), source: backwardSource)
    let programs = lowering.emit(results: results, in: memory, hoisted: false)
    before.append(programs.before)
    stepBackward.append(programs.step)
    for (place, gradient) in zip(waiting, gradientsBefore) {
      stepBackward.hold(place, into: gradient)
    }
    for (index, initial) in recurrence.initialStates.enumerated() {
      let parameter = network.parameters[initial]
      endBackward.columnSum(
        of: gradientsBefore[index],
        into: Place(.gradients, base: parameter.offset, width: parameter.count))
    }
  }

  /// Where the values of the loop's derivative that outlive their step are kept.
  private var deltas: [StepGraph.Value: Place] = [:]

  private func backwardSource(_ source: StepGraph.Source) -> Place {
    switch source {
    case .gradient(let index):
      if index < gradientsAfter.count { return gradientsAfter[index] }
      guard let shownGradient else { preconditionFailure("nothing arrives from above") }
      return shownGradient
    case .value(let value): return loopPlace(of: value)
    case .input, .state: preconditionFailure("a derivative reads values and gradients")
    }
  }

  private func loopPlace(of value: StepGraph.Value) -> Place {
    if case .source(let source) = plan.loop.operations[value] { return loopSource(source) }
    guard let place = loopPlaces[value] else { preconditionFailure("value \(value) is not kept") }
    return place
  }

  private mutating func buildDeferred(_ memory: RecurrenceMemory) {
    for contribution in plan.loopDifferential.contributions {
      switch contribution {
      case .matrix(let parameter, let delta, let operand):
        guard let delta = deltas[delta] else { continue }
        deferred.outer(delta, loopPlace(of: operand), into: memory.gradient(of: parameter))
      case .vector(let parameter, let delta):
        guard let delta = deltas[delta] else { continue }
        deferred.columnSum(of: delta, into: memory.gradient(of: parameter))
      }
    }
    // What reached the boundary: added up per symbol, or left where it is.
    boundaryGradients = plan.boundary.indices.map { index in
      guard let value = plan.loopDifferential.gradients[.value(index)], let delta = deltas[value]
      else { return nil }
      guard case .table(_, let symbols) = reads else { return delta }
      let table = memory.layout.rows(symbols, width: delta.width)
      clear.fill(table, with: 0)
      deferred.scatterAdd(delta, into: table, symbols: symbols)
      return table
    }
    buildHoistBackward(memory)
  }

  private mutating func buildHoistBackward(_ memory: RecurrenceMemory) {
    let differential = plan.hoistedDifferential
    let hoisted = hoistedPlaces
    // What reaches no result has no gradient: its place stays zero.
    let arriving = plan.boundary.enumerated().map { index, value in
      boundaryGradients[index] ?? memory.place(width: plan.hoisted.widths[value], hoisted: true)
    }
    func source(_ source: StepGraph.Source) -> Place {
      switch source {
      case .gradient(let index): return arriving[index]
      case .value(let value):
        guard let place = hoisted[value] else {
          preconditionFailure("hoisted value \(value) is not kept")
        }
        return place
      case .input, .state: preconditionFailure("a derivative reads values and gradients")
      }
    }
    var places: [StepGraph.Value: Place] = [:]
    var results: [(value: StepGraph.Value, place: Place)] = []
    func keep(_ value: StepGraph.Value) -> Place {
      if let known = places[value] { return known }
      let place: Place
      if case .source(let from) = differential.graph.operations[value] {
        place = source(from)
      } else {
        place = memory.place(width: differential.graph.widths[value], hoisted: true)
        results.append((value, place))
      }
      places[value] = place
      return place
    }
    var last = Program()
    for contribution in differential.contributions {
      switch contribution {
      case .matrix(let parameter, let delta, let operand):
        guard let operand = hoistedPlaces[operand] else { continue }
        last.outer(keep(delta), operand, into: memory.gradient(of: parameter))
      case .vector(let parameter, let delta):
        last.columnSum(of: keep(delta), into: memory.gradient(of: parameter))
      }
    }
    if purpose.readGradients, let value = differential.gradients[.input] {
      readGradient = keep(value)
    }
    let lowering = Lowering(
      differential.graph, results: results.map(\.value), source: source)
    let programs = lowering.emit(results: results, in: memory, hoisted: true)
    hoistBackward = [programs.before, programs.step, last]
  }
}
