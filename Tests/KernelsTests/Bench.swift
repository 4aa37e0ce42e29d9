import Kernels

/// A workspace that hands out places behind each other, and what surrounds one run.
struct Bench {
  var values: [Float] = []
  var batch = 2
  var symbols: [Int32] = []
  var lengths: [Int32]?
  var parameters: [Float] = []
  var gradients: [Float] = []

  mutating func place(_ scalars: [Float], width: Int, slots: Place.Slots = .single) -> Place {
    defer { values += scalars }
    return Place(base: values.count, width: width, slots: slots)
  }

  mutating func place(count: Int, width: Int, slots: Place.Slots = .single) -> Place {
    place(Array(repeating: -99, count: count), width: width, slots: slots)
  }

  /// What a program leaves in the workspace.
  mutating func run(
    _ program: Program, on set: InstructionSet, steps: Range<Int>? = nil, rows: Int = 2,
    from first: Int = 0, descending: Bool = false
  ) -> [Float] {
    let machine = Machine(workspace: values.count, instructionSet: set)
    machine.write(values, at: 0)
    machine.open(
      parameters: parameters, gradients: &gradients, symbols: symbols, lengths: lengths,
      batch: batch
    ) { session in
      if let steps {
        session.run(program, steps: steps, descending: descending)
      } else {
        session.run(program, rows: rows, from: first)
      }
    }
    return machine.read(0..<values.count)
  }
}
