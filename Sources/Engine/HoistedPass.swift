import Kernels

/// The hoisted part of a plan, bound to memory: runs once per batch, before the loop, over the symbols
/// of the alphabet or over all steps at once.
struct HoistedPass {
  /// Computes the hoisted values.
  let program: Program
  /// Where they lie: those that the loop reads and those that the backward pass reads.
  let places: [StepGraph.Value: Place]

  init(_ plan: SequencePlan, _ purpose: FastRecurrence.Purpose, _ memory: RecurrenceMemory) {
    let input = memory.reads.place
    var places: [StepGraph.Value: Place] = [:]
    var results: [(value: StepGraph.Value, place: Place)] = []
    let kept = purpose.training ? plan.keptHoisted : []
    for value in Set(plan.boundary + kept).sorted() {
      if case .source = plan.hoisted.operations[value] {
        places[value] = input
      } else {
        let place = memory.place(width: plan.hoisted.widths[value], hoisted: true)
        places[value] = place
        results.append((value, place))
      }
    }
    let lowering = Lowering(plan.hoisted, results: results.map(\.value)) { _ in .sequence(input) }
    let programs = lowering.emit(results: results, in: memory, hoisted: true)
    program = programs.before + programs.step
    self.places = places
  }

  /// Where a hoisted value lies.
  func place(of value: StepGraph.Value) -> Place {
    guard let place = places[value] else {
      preconditionFailure("the hoisted value \(value) is not kept")
    }
    return place
  }
}
