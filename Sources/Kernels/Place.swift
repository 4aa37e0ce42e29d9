import CKernels

/// Where a value lives while a program runs: rows of `width` floats, `[batch × width]` per step.
///
/// ```
/// address = space + base + slot(step + shift) · batch · width
/// ```
public struct Place: Sendable, Hashable {
  /// Which memory.
  public enum Space: Int32, Sendable, Hashable {
    // In the order of ll_space.
    /// The machine's own.
    case workspace
    /// The model's parameters, read only.
    case parameters
    /// Their gradients.
    case gradients
  }

  /// How a value's steps share memory.
  public enum Slots: Sendable, Hashable {
    /// All steps use one place.
    case single
    /// So many places in turn, a power of two: of two, a step can read what the step before wrote.
    case turns(Int)
    /// Every step has its own.
    case sequence
  }

  /// Which memory.
  public var space: Space
  /// Floats from the start of the memory to slot 0.
  public var base: Int
  /// Floats in a row.
  public var width: Int
  /// The slot of step 0.
  public var shift: Int
  /// How steps share memory.
  public var slots: Slots

  /// A place from its parts.
  public init(
    _ space: Space = .workspace, base: Int, width: Int, slots: Slots = .single, shift: Int = 0
  ) {
    self.space = space
    self.base = base
    self.width = width
    self.slots = slots
    self.shift = shift
  }

  /// The same memory, seen `steps` later.
  public func shifted(by steps: Int) -> Place {
    var place = self
    place.shift += steps
    return place
  }

  /// Where its rows at a step start, in a batch of `batch` sequences.
  public func start(step: Int, batch: Int) -> Int {
    let slot =
      switch slots {
      case .single: 0
      case .turns(let count): (step + shift) & (count - 1)
      case .sequence: step + shift
      }
    return base + slot * batch * width
  }

  var raw: ll_place {
    let mask: Int32 =
      switch slots {
      case .single: 0
      case .turns(let count): Int32(count - 1)
      case .sequence: -1
      }
    return ll_place(
      base: Int64(base), space: space.rawValue, width: Int32(width), shift: Int32(shift), mask: mask
    )
  }

  /// One past the last float that steps of `rows` rows touch, when slots are `batch` rows.
  func end(steps: Range<Int>, batch: Int, rows: Int) -> Int {
    let last =
      switch slots {
      case .single: 0
      case .turns(let count):
        steps.count == 1 ? (steps.lowerBound + shift) & (count - 1) : count - 1
      case .sequence: steps.upperBound - 1 + shift
      }
    return base + (last * batch + rows) * width
  }
}
