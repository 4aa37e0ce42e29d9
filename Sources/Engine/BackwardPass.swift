import Kernels

/// The backward pass of a plan, bound to memory: the loop from the last step to the first, then what
/// was deferred, then the hoisted part.
struct BackwardPass {
  /// Fills what stays the same for all steps.
  private(set) var before = Program()
  /// Clears the gradients that arrive at the last step; runs at that step.
  private(set) var start = Program()
  /// One time step.
  private(set) var step = Program()
  /// The step that the sequence begins with, where nobody asks for the gradient of what was before.
  private(set) var firstStep = Program()
  /// Gradients of learned first states; runs at the first step.
  private(set) var end = Program()
  /// Clears the tables that gradients are added to per symbol: over the hoisted rows.
  private(set) var clear = Program()
  /// The deferred products: over the steps of a block.
  private(set) var deferred = Program()
  /// Those of them that read states.
  private(set) var deferredOfStates = Program()
  /// The gradients of the hoisted values: over the symbols of the alphabet, or over the steps of a
  /// block.
  private(set) var hoisted = Program()

  /// The gradients of the states after each step.
  let gradientsAfter: [Place]
  /// The gradient of what is shown, from the layer above.
  let shownGradient: Place?
  /// The gradient of what is read.
  private(set) var readGradient: Place?
  /// Where the whole gradients of the states are kept.
  private(set) var stateGradients: [Place] = []

  private let plan: SequencePlan
  private let gradientsBefore: [Place]
  /// Values that outlive their step.
  private var kept: [StepGraph.Value: Place] = [:]

  init(
    _ plan: SequencePlan, _ hoistedPass: HoistedPass, _ loop: LoopPass,
    _ recurrence: Network.Recurrence, of network: Network, _ purpose: FastRecurrence.Purpose,
    _ memory: RecurrenceMemory
  ) {
    self.plan = plan
    shownGradient =
      purpose.shown ? memory.layout.sequence(width: plan.cell.states[0].width) : nil
    let (old, new) = recurrence.direction == .forward ? (0, 1) : (1, 0)
    let states = zip(plan.cell.states, plan.results.indices).map { state, index in
      // Where several paths meet in a state, it is their sum that is recorded.
      memory.layout.states(
        width: state.width,
        everyStep: purpose.recording && Self.total(of: index, in: plan) == nil)
    }
    gradientsBefore = states.map { $0.shifted(by: old) }
    gradientsAfter = states.map { $0.shifted(by: new) }
    for place in gradientsAfter { start.fill(place, with: 0) }
    buildStep(loop, recording: purpose.recording, memory)
    for (place, initial) in zip(gradientsBefore, recurrence.initialStates) {
      let parameter = network.parameters[initial]
      end.columnSum(
        of: place, into: Place(.gradients, base: parameter.offset, width: parameter.count))
    }
    let arriving = buildDeferred(loop, memory)
    buildHoisted(hoistedPass, arriving, wantsReadGradient: purpose.readGradients, memory)
  }

  private mutating func buildStep(
    _ loop: LoopPass, recording: Bool, _ memory: RecurrenceMemory
  ) {
    let differential = plan.loopDifferential
    // A sequence that has ended takes no part: its gradient waits beside the step.
    let waiting = gradientsAfter.map { memory.layout.rows(width: $0.width) }
    for (gradient, place) in zip(gradientsAfter, waiting) {
      step.setAside(gradient, into: place)
    }
    firstStep = step
    var results: [(value: StepGraph.Value, place: Place)] = []
    for value in plan.keptGradients {
      let place = memory.delta(width: differential.graph.widths[value])
      kept[value] = place
      results.append((value, place))
    }
    if recording { recordTotals(&results, memory) }

    let (gradientsAfter, shownGradient) = (gradientsAfter, shownGradient)
    func place(of source: StepGraph.Source) -> FastRecurrence.Reads {
      switch source {
      case .gradient(let index):
        if index < gradientsAfter.count { return .sequence(gradientsAfter[index]) }
        guard let shownGradient else { preconditionFailure("nothing arrives from above") }
        return .sequence(shownGradient)
      case .value(let value): return loop.rows(of: value)
      case .input, .state: preconditionFailure("a derivative reads values and gradients")
      }
    }
    func programs() -> (before: Program, step: Program) {
      Lowering(differential.graph, results: results.map(\.value), source: place)
        .emit(results: results, in: memory, hoisted: false)
    }
    let first = programs()
    firstStep.append(first.step)
    for (index, place) in gradientsBefore.enumerated() {
      if let value = differential.gradients[.state(index)] {
        results.append((value, place))
      } else {
        step.fill(place, with: 0)
      }
    }
    let every = programs()
    before = first.before + every.before
    step.append(every.step)
    for (place, gradient) in zip(waiting, gradientsBefore) { step.hold(place, into: gradient) }
  }

  /// Keeps the whole gradient of every state at every step, where several paths meet in it.
  private mutating func recordTotals(
    _ results: inout [(value: StepGraph.Value, place: Place)], _ memory: RecurrenceMemory
  ) {
    for index in plan.results.indices {
      var place = gradientsAfter[index]
      if let total = Self.total(of: index, in: plan) {
        place = memory.layout.sequence(width: place.width)
        results.append((total, place))
      }
      stateGradients.append(place)
    }
  }

  /// The whole gradient of a state, where it is more than what arrives from the step after.
  private static func total(of state: Int, in plan: SequencePlan) -> StepGraph.Value? {
    let differential = plan.loopDifferential
    guard let total = differential.totals[plan.results[state]],
      differential.graph.operations[total] != .source(.gradient(state))
    else { return nil }
    return total
  }

  /// Multiplies the kept factors; returns the gradients of the boundary, added up per symbol or left
  /// where they are.
  private mutating func buildDeferred(
    _ loop: LoopPass, _ memory: RecurrenceMemory
  ) -> [Place?] {
    for contribution in plan.loopDifferential.contributions {
      switch contribution {
      case .matrix(let parameter, let delta, let operand):
        var product = Program()
        product.outer(
          place(of: delta), loop.rows(of: operand).place, into: memory.gradient(of: parameter))
        if case .source(.state) = plan.loop.operations[operand] {
          deferredOfStates.append(product)
        } else {
          deferred.append(product)
        }
      case .vector(let parameter, let delta):
        deferred.columnSum(of: place(of: delta), into: memory.gradient(of: parameter))
      }
    }
    return plan.boundary.indices.map { index in
      guard let value = plan.loopDifferential.gradients[.value(index)] else { return nil }
      let delta = place(of: value)
      guard case .table(_, let symbols) = memory.reads else { return delta }
      let table = memory.layout.rows(symbols, width: delta.width)
      clear.fill(table, with: 0)
      deferred.scatterAdd(delta, into: table, symbols: symbols)
      return table
    }
  }

  private func place(of value: StepGraph.Value) -> Place {
    guard let place = kept[value] else { preconditionFailure("gradient \(value) is not kept") }
    return place
  }

  private mutating func buildHoisted(
    _ hoistedPass: HoistedPass, _ arriving: [Place?], wantsReadGradient: Bool,
    _ memory: RecurrenceMemory
  ) {
    let differential = plan.hoistedDifferential
    // What reaches no result has no gradient: its place stays zero.
    let arriving = zip(plan.boundary, arriving).map { value, place in
      place ?? memory.place(width: plan.hoisted.widths[value], hoisted: true)
    }
    func source(_ source: StepGraph.Source) -> Place {
      switch source {
      case .gradient(let index): return arriving[index]
      case .value(let value): return hoistedPass.place(of: value)
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
    var sums = Program()
    for contribution in differential.contributions {
      switch contribution {
      case .matrix(let parameter, let delta, let operand):
        sums.outer(
          keep(delta), hoistedPass.place(of: operand), into: memory.gradient(of: parameter))
      case .vector(let parameter, let delta):
        sums.columnSum(of: keep(delta), into: memory.gradient(of: parameter))
      }
    }
    if wantsReadGradient { readGradient = differential.gradients[.input].map(keep) }
    let lowering = Lowering(differential.graph, results: results.map(\.value)) {
      .sequence(source($0))
    }
    let programs = lowering.emit(results: results, in: memory, hoisted: true)
    hoisted = programs.before + programs.step + sums
  }
}
