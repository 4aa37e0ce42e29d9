import CKernels

/// A list of instructions over places, built once and run at every step.
///
/// The names of the instructions say what they do to rows; none of them knows what a cell is.
public struct Program: Sendable {
  private(set) var instructions: [ll_instruction] = []
  private(set) var terms: [ll_program_term] = []
  private(set) var operations: [ll_strip_operation] = []
  private(set) var places: [ll_place] = []
  /// Every place that holds a row per sequence, and the ends of all others by memory: what the check
  /// needs that a program stays inside the memory.
  private(set) var touched: [Place] = []
  private(set) var fixedEnds: [Place.Space: Int] = [:]
  /// The smallest alphabet that a look-up of this program was made for.
  private(set) var alphabet: Int?
  /// Multiplications and additions per row: a product of depth d and width w counts 2·d·w, an
  /// element-wise operation 1 per element.
  public private(set) var operationsPerRow = 0

  /// The most summands of one product, and the most operands and temporaries of one strip program.
  public static let limits = (terms: 32, operands: 128, temporaries: 32)

  /// An empty program.
  public init() {}

  /// Whether there is nothing to do.
  public var isEmpty: Bool { instructions.isEmpty }

  /// Appends all instructions of another program.
  public mutating func append(_ other: Program) {
    for var instruction in other.instructions {
      switch ll_kind(rawValue: UInt32(instruction.kind)) {
      case LL_PRODUCT, LL_LOOKED_UP, LL_FROM_ROW: instruction.first += Int32(terms.count)
      case LL_STRIPS:
        instruction.first += Int32(operations.count)
        instruction.operands += Int32(places.count)
      default: break
      }
      instructions.append(instruction)
    }
    terms += other.terms
    operations += other.operations
    places += other.places
    other.touched.forEach { touch($0) }
    fixedEnds.merge(other.fixedEnds) { max($0, $1) }
    alphabet = [alphabet, other.alphabet].compactMap(\.self).min()
    operationsPerRow += other.operationsPerRow
  }

  /// One program after the other.
  public static func + (first: Program, second: Program) -> Program {
    var both = first
    both.append(second)
    return both
  }

  /// `out = addend + Σ a · w`, with each `w` packed.
  public mutating func product(
    _ summands: [(a: Place, packed: Place)], plus addend: Place? = nil, into out: Place
  ) {
    append(make(LL_PRODUCT, out: out, a: addend), summands, into: out)
  }

  /// The same, where each row of `out` starts from the row of `table` that the batch's symbol names.
  public mutating func product(
    _ summands: [(a: Place, packed: Place)], plusRowsOf table: Place, symbols: Int, into out: Place
  ) {
    append(
      makeLookUp(LL_LOOKED_UP, table, symbols: symbols, into: out), summands, into: out)
  }

  /// The same, where every row of `out` starts from `row`, such as a bias.
  public mutating func product(
    _ summands: [(a: Place, packed: Place)], plusRow row: Place, into out: Place
  ) {
    requireSameWidth(row, out)
    var instruction = make(LL_FROM_ROW, out: out)
    instruction.a = row.raw
    touchFixed(row, count: row.width)
    append(instruction, summands, into: out)
  }

  private mutating func append(
    _ product: ll_instruction, _ summands: [(a: Place, packed: Place)], into out: Place
  ) {
    precondition(summands.count <= Self.limits.terms, "too many summands in one product")
    var instruction = product
    instruction.first = Int32(terms.count)
    instruction.count = Int32(summands.count)
    for (a, packed) in summands {
      touch(a)
      touchFixed(packed, count: packed.width)
      terms.append(ll_program_term(a: a.raw, packed: packed.raw))
      operationsPerRow += 2 * a.width * out.width
    }
    instructions.append(instruction)
  }

  /// Element-wise operations, fused: operands `0..<memory.count` are places of one width, the
  /// `temporaries` behind them never leave the first-level cache.
  public mutating func strips(
    _ list: [StripOperation], memory: [Place], temporaries: Int, width: Int
  ) {
    precondition(
      memory.count + temporaries <= Self.limits.operands
        && temporaries <= Self.limits.temporaries, "too many operands in one strip program")
    precondition(memory.allSatisfy { $0.width == width }, "strips have one width")
    var instruction = make(LL_STRIPS, out: memory[0])
    instruction.first = Int32(operations.count)
    instruction.count = Int32(list.count)
    instruction.operands = Int32(places.count)
    instruction.operand_count = Int32(memory.count)
    instruction.temporaries = Int32(temporaries)
    operations += list.map(\.raw)
    places += memory.map(\.raw)
    memory.forEach { touch($0) }
    operationsPerRow += list.count * width
    instructions.append(instruction)
  }

  /// `gradient += deltaᵀ · operand`, summed over all rows.
  public mutating func outer(_ delta: Place, _ operand: Place, into gradient: Place) {
    var instruction = make(LL_OUTER, a: delta)
    instruction.out = gradient.raw
    instruction.b = operand.raw
    touchFixed(gradient, count: delta.width * operand.width)
    touch(operand)
    instructions.append(instruction)
    operationsPerRow += 2 * delta.width * operand.width
  }

  /// `sum += a`, summed over all rows.
  public mutating func columnSum(of a: Place, into sum: Place) {
    var instruction = make(LL_COLUMN_SUM, a: a)
    instruction.out = sum.raw
    touchFixed(sum, count: a.width)
    instructions.append(instruction)
    operationsPerRow += a.width
  }

  /// Packs the matrix at `weights` `[rows × columns]` for products: as `a · Wᵀ`, or, transposed, as
  /// `a · W`.
  public mutating func pack(
    _ weights: Place, rows: Int, columns: Int, transposed: Bool, into packed: Place
  ) {
    var instruction = make(LL_PACK)
    instruction.out = packed.raw
    instruction.a = weights.raw
    touchFixed(packed, count: packed.width)
    touchFixed(weights, count: rows * columns)
    instruction.depth = Int64(transposed ? rows : columns)
    instruction.columns = Int64(transposed ? columns : rows)
    instruction.row_stride = Int64(transposed ? columns : 1)
    instruction.column_stride = Int64(transposed ? 1 : columns)
    instructions.append(instruction)
  }

  /// Each row of `out` is the row of `table` that the batch's symbol names.
  public mutating func gather(_ table: Place, symbols: Int, into out: Place) {
    instructions.append(makeLookUp(LL_GATHER, table, symbols: symbols, into: out))
  }

  /// Adds each row of `a` to the row of `table` that the batch's symbol names.
  public mutating func scatterAdd(_ a: Place, into table: Place, symbols: Int) {
    precondition(a.width == table.width, "rows of \(a.width) scattered as \(table.width)")
    var instruction = make(LL_SCATTER_ADD, a: a)
    instruction.out = table.raw
    touchFixed(table, count: symbols * table.width)
    alphabet = min(alphabet ?? symbols, symbols)
    operationsPerRow += a.width
    instructions.append(instruction)
  }

  /// Every row of `out` is `row`.
  public mutating func broadcast(_ row: Place, into out: Place) {
    var instruction = make(LL_BROADCAST_ROW, out: out)
    instruction.a = row.raw
    touchFixed(row, count: row.width)
    instructions.append(instruction)
  }

  /// The sum of each row of `a`.
  public mutating func rowSum(of a: Place, into out: Place) {
    precondition(out.width == 1, "a row's sum is one number, not \(out.width)")
    instructions.append(make(LL_ROW_SUM, out: out, a: a))
    operationsPerRow += a.width
  }

  /// Each row of `out` repeats the single number of `a`.
  public mutating func spread(_ a: Place, into out: Place) {
    precondition(a.width == 1, "what is spread is one number, not \(a.width)")
    instructions.append(make(LL_ROW_SPREAD, out: out, a: a))
  }

  /// `out` is columns `first...` of `a`.
  public mutating func take(_ a: Place, first: Int, into out: Place) {
    precondition(first >= 0 && first + out.width <= a.width, "columns past a row of \(a.width)")
    var instruction = make(LL_TAKE_COLUMNS, out: out, a: a)
    instruction.first = Int32(first)
    instructions.append(instruction)
  }

  /// Columns `first...` of `out` are `a`; the others stay.
  public mutating func put(_ a: Place, first: Int, into out: Place) {
    precondition(first >= 0 && first + a.width <= out.width, "columns past a row of \(out.width)")
    var instruction = make(LL_PUT_COLUMNS, out: out, a: a)
    instruction.first = Int32(first)
    instructions.append(instruction)
  }

  /// Every element of `out` is `k`.
  public mutating func fill(_ out: Place, with k: Float) {
    var instruction = make(LL_FILL, out: out)
    instruction.k = k
    instructions.append(instruction)
  }

  /// `out = a`
  public mutating func copy(_ a: Place, into out: Place) {
    requireSameWidth(a, out)
    instructions.append(make(LL_COPY_ROWS, out: out, a: a))
  }

  /// `out = a` in the rows whose sequence has ended.
  public mutating func hold(_ a: Place, into out: Place) {
    requireSameWidth(a, out)
    instructions.append(make(LL_HOLD, out: out, a: a))
  }

  /// `out = a`, and then `a = 0`, in the rows whose sequence has ended.
  public mutating func setAside(_ a: Place, into out: Place) {
    requireSameWidth(a, out)
    instructions.append(make(LL_SET_ASIDE, out: out, a: a))
  }

  private func requireSameWidth(_ a: Place, _ out: Place) {
    precondition(a.width == out.width, "rows of \(a.width) written to rows of \(out.width)")
  }

  private mutating func touch(_ place: Place) {
    if !touched.contains(place) { touched.append(place) }
  }

  private mutating func touchFixed(_ place: Place, count: Int) {
    fixedEnds[place.space] = max(fixedEnds[place.space] ?? 0, place.base + count)
  }

  private mutating func makeLookUp(
    _ kind: ll_kind, _ table: Place, symbols: Int, into out: Place
  ) -> ll_instruction {
    precondition(table.width == out.width, "rows of \(table.width) looked up as \(out.width)")
    var instruction = make(kind, out: out)
    instruction.a = table.raw
    touchFixed(table, count: symbols * table.width)
    alphabet = min(alphabet ?? symbols, symbols)
    return instruction
  }

  private mutating func make(
    _ kind: ll_kind, out: Place? = nil, a: Place? = nil
  ) -> ll_instruction {
    var instruction = ll_instruction()
    instruction.kind = Int32(kind.rawValue)
    if let out {
      instruction.out = out.raw
      touch(out)
    }
    if let a {
      instruction.a = a.raw
      touch(a)
    }
    return instruction
  }
}
