import Kernels

/// Hands out the memory of a machine before there is one.
struct WorkspaceLayout {
  /// The most sequences of a batch.
  let batch: Int
  /// The most steps of a sequence.
  let time: Int
  /// The instructions that packed matrices are laid out for.
  let instructionSet: InstructionSet
  /// Floats handed out so far.
  private(set) var count = 0

  init(batch: Int, time: Int, instructionSet: InstructionSet) {
    self.batch = batch
    self.time = time
    self.instructionSet = instructionSet
  }

  /// A row per sequence, in one place for all steps.
  mutating func rows(width: Int) -> Place { rows(batch, width: width) }

  /// A given number of rows.
  mutating func rows(_ rows: Int, width: Int) -> Place {
    Place(base: allocate(rows * width), width: width)
  }

  /// A row per sequence at every step.
  mutating func sequence(width: Int) -> Place {
    Place(base: allocate(time * batch * width), width: width, slots: .sequence)
  }

  /// A row per sequence at every step of a block, of so many steps.
  mutating func block(of steps: Int, width: Int) -> Place {
    Place(base: allocate(min(steps, time) * batch * width), width: width, slots: .turns(steps))
  }

  /// A row per sequence before and after every step; in turn when only the last step is needed.
  mutating func states(width: Int, everyStep: Bool) -> Place {
    let slots = everyStep ? time + 1 : 2
    return Place(
      base: allocate(slots * batch * width), width: width, slots: everyStep ? .sequence : .turns(2))
  }

  /// A packed matrix.
  mutating func packed(depth: Int, columns: Int) -> Place {
    let count = instructionSet.packedCount(depth: depth, columns: columns)
    return Place(base: allocate(count), width: count)
  }

  private mutating func allocate(_ floats: Int) -> Int {
    let base = count
    // Every value starts on a cache line of its own.
    count += (floats + 15) / 16 * 16
    return base
  }
}
