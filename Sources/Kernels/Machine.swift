import CKernels

/// Memory for the values of a network, and the loops that run programs over it.
///
/// A machine allocates once. What a program touches is checked against the memory before it runs, so
/// that a mistake in a plan is a sentence and not a stray write.
public final class Machine {
  /// The instructions it runs on.
  public let instructionSet: InstructionSet
  /// Who shares its work; `nil` for the thread alone that calls it.
  public let team: Team?
  private let workspace: UnsafeMutableBufferPointer<Float>

  /// A machine with a workspace of `count` floats, all zero.
  public init(
    workspace count: Int, instructionSet: InstructionSet = .best, team: Team? = nil
  ) {
    self.instructionSet = instructionSet
    self.team = team
    let bytes = max(count, 1) * MemoryLayout<Float>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    workspace = UnsafeMutableBufferPointer(
      start: memory.bindMemory(to: Float.self, capacity: max(count, 1)), count: max(count, 1))
    workspace.initialize(repeating: 0)
  }

  deinit {
    workspace.deallocate()
  }

  /// Bytes of the workspace.
  public var byteCount: Int { workspace.count * MemoryLayout<Float>.stride }

  /// Copies numbers into the workspace.
  public func write(_ scalars: some Collection<Float>, at base: Int) {
    precondition(base >= 0 && base + scalars.count <= workspace.count, "a write past the workspace")
    var i = base
    for scalar in scalars {
      workspace[i] = scalar
      i += 1
    }
  }

  /// Copies numbers into the workspace.
  ///
  /// Most callers have an array, and a generic copy from another module costs forty times as much.
  public func write(_ scalars: [Float], at base: Int) {
    precondition(base >= 0 && base + scalars.count <= workspace.count, "a write past the workspace")
    _ = workspace[base..<base + scalars.count].update(fromContentsOf: scalars)
  }

  /// Copies `count` numbers within the workspace.
  public func copy(_ count: Int, from source: Int, to base: Int) {
    precondition(
      count >= 0 && min(source, base) >= 0 && max(source, base) + count <= workspace.count,
      "a copy past the workspace")
    _ = workspace[base..<base + count]
      .update(fromContentsOf: workspace[source..<source + count])
  }

  /// Copies numbers out of the workspace.
  public func read(_ range: Range<Int>) -> [Float] {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= workspace.count, "a read past the workspace")
    return Array(workspace[range])
  }

  /// Opens the memories for a number of runs: denormals are flushed to zero until `body` returns.
  ///
  /// - Parameters:
  ///   - parameters: What programs read as `.parameters`.
  ///   - gradients: What programs add to as `.gradients`; starts from zero.
  ///   - symbols: The batch's symbols, `[time × batch]`; empty where it has none.
  ///   - lengths: The sequences' lengths, `[batch]`; `nil` where all fill the batch's time.
  ///   - batch: The number of sequences.
  public func open<Result>(
    parameters: [Float], gradients: inout [Float], symbols: [Int32], lengths: [Int32]?,
    batch: Int, _ body: (borrowing Session) -> Result
  ) -> Result {
    let denormals = ll_flush_denormals()
    defer { ll_restore_denormals(denormals) }
    return parameters.withUnsafeBufferPointer { parameters in
      gradients.withUnsafeMutableBufferPointer { gradients in
        ll_clear(team?.raw, Int64(gradients.count), gradients.baseAddress)
        return symbols.withUnsafeBufferPointer { symbols in
          (lengths ?? []).withUnsafeBufferPointer { ends in
            body(
              Session(
                workspace: workspace, parameters: parameters, gradients: gradients,
                symbols: symbols, lengths: lengths == nil ? nil : ends, batch: batch,
                table: instructionSet.table, team: team))
          }
        }
      }
    }
  }
}
