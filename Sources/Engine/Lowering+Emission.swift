import Kernels

extension Lowering {
  /// Writes the program.
  ///
  /// - Parameters:
  ///   - results: Where values must end up.
  ///   - memory: Hands out the places of everything else.
  ///   - hoisted: Whether the program runs before the loop, over many rows at once.
  /// - Returns: What must run once before, and what runs at every step.
  func emit(
    results: [(value: StepGraph.Value, place: Place)], in memory: RecurrenceMemory, hoisted: Bool
  ) -> (before: Program, step: Program) {
    var emission = Emission(nodes: nodes, memory: memory, hoisted: hoisted)
    for (value, place) in results { emission.place(index(of: value), at: place) }
    emission.run()
    return (emission.before, emission.step)
  }
}

/// Orders the nodes, gives each a place or a temporary, and writes the instructions.
private struct Emission {
  let nodes: [Lowering.Node]
  let memory: RecurrenceMemory
  let hoisted: Bool
  var before = Program()
  var step = Program()
  private var places: [Place?]
  /// Results that only repeat a value which has its place already.
  private var copies: [(from: Int, to: Place)] = []

  /// The most operations in one strip program, so that operands and temporaries stay few.
  private static let longestStrip = 32

  init(nodes: [Lowering.Node], memory: RecurrenceMemory, hoisted: Bool) {
    self.nodes = nodes
    self.memory = memory
    self.hoisted = hoisted
    places = nodes.map { node in
      if case .source(.sequence(let place)) = node.kind { place } else { nil }
    }
  }

  mutating func place(_ node: Int, at place: Place) {
    if places[node] == nil, !isElsewhere(node) {
      places[node] = place
    } else {
      copies.append((node, place))
    }
  }

  mutating func run() {
    let groups = grouped()
    materialize(groups)
    for group in groups {
      if isStrip(group[0]) {
        emitStrips(group)
      } else {
        group.forEach { emitBarrier($0) }
      }
    }
    for (from, to) in copies { step.copy(placed(from), into: to) }
  }

  /// A learned row or a row of a table, which has a place for every sequence only where one is needed.
  private func isElsewhere(_ node: Int) -> Bool {
    switch nodes[node].kind {
    case .vector, .source(.table): true
    default: false
    }
  }

  private func isStrip(_ node: Int) -> Bool {
    if case .strip = nodes[node].kind { true } else { false }
  }

  /// Nodes in the order of their stages: the barriers of a stage, then its strips by width.
  private func grouped() -> [[Int]] {
    var groups: [[Int]] = []
    for stage in 0...(nodes.map(\.stage).max() ?? 0) {
      let members = nodes.indices.filter { nodes[$0].stage == stage }
      let barriers = members.filter { index in
        switch nodes[index].kind {
        case .source, .vector, .strip: false
        default: true
        }
      }
      if !barriers.isEmpty { groups.append(barriers) }
      let strips = members.filter(isStrip)
      for width in Set(strips.map { nodes[$0].width }).sorted() {
        let same = strips.filter { nodes[$0].width == width }
        for start in stride(from: 0, to: same.count, by: Self.longestStrip) {
          groups.append(Array(same[start..<min(start + Self.longestStrip, same.count)]))
        }
      }
    }
    return groups
  }

  /// Gives a place to every value that is read outside the strip program that computes it.
  private mutating func materialize(_ groups: [[Int]]) {
    var groupOf = [Int](repeating: -1, count: nodes.count)
    for (index, group) in groups.enumerated() { group.forEach { groupOf[$0] = index } }
    for group in groups {
      for reader in group {
        let inline = inlineAddend(of: reader)
        for operand in nodes[reader].operands where places[operand] == nil && operand != inline {
          let leavesStrip =
            !isStrip(operand) || !isStrip(reader) || groupOf[operand] != groupOf[reader]
          if leavesStrip { makePlace(operand) }
        }
      }
    }
    // A value that only a result's copy reads.
    for (from, _) in copies where places[from] == nil { makePlace(from) }
  }

  private mutating func makePlace(_ node: Int) {
    let place = memory.place(width: nodes[node].width, hoisted: hoisted)
    places[node] = place
    switch nodes[node].kind {
    case .vector(let parameter): before.broadcast(memory.row(parameter), into: place)
    case .source(.table(let table, let symbols)):
      step.gather(table, symbols: symbols, into: place)
    default: break
    }
  }

  /// A bias that a product starts from, or rows of a table, are read where they are.
  private func inlineAddend(of reader: Int) -> Int? {
    guard case .product(_, hasAddend: true) = nodes[reader].kind,
      let addend = nodes[reader].operands.last, isElsewhere(addend)
    else { return nil }
    return addend
  }

  private func placed(_ node: Int) -> Place {
    guard let place = places[node] else { preconditionFailure("node \(node) has no place") }
    return place
  }

  private mutating func emitBarrier(_ index: Int) {
    let node = nodes[index]
    if places[index] == nil {
      places[index] = memory.place(width: node.width, hoisted: hoisted)
    }
    let out = placed(index)
    switch node.kind {
    case .product(let terms, let hasAddend):
      let factors = node.operands.prefix(terms.count)
      let summands = zip(factors, terms).map { factor, term in
        (a: placed(factor), packed: memory.weights(term.parameter, transposed: term.transposed))
      }
      switch inlineAddend(of: index).map({ nodes[$0].kind }) {
      case .vector(let parameter):
        step.product(summands, plusRow: memory.row(parameter), into: out)
      case .source(.table(let table, let symbols)):
        step.product(summands, plusRowsOf: table, symbols: symbols, into: out)
      default:
        step.product(
          summands, plus: hasAddend ? node.operands.last.map(placed) : nil, into: out)
      }
    case .rowSum: step.rowSum(of: placed(node.operands[0]), into: out)
    case .spread: step.spread(placed(node.operands[0]), into: out)
    case .take(let first): step.take(placed(node.operands[0]), first: first, into: out)
    case .put(let first):
      step.fill(out, with: 0)
      step.put(placed(node.operands[0]), first: first, into: out)
    case .source, .vector, .strip: break
    }
  }

  /// One strip program for a group: values with a place are operands in memory, the others live in
  /// temporaries that are handed on as soon as their last reader is done.
  private mutating func emitStrips(_ group: [Int]) {
    let members = Set(group)
    var inMemory: [Place] = []
    func operand(at place: Place) -> Int {
      if let known = inMemory.firstIndex(of: place) { return known }
      inMemory.append(place)
      return inMemory.count - 1
    }
    for node in group {
      for value in nodes[node].operands + [node] {
        if let place = places[value] { _ = operand(at: place) }
      }
    }
    var lastReader: [Int: Int] = [:]
    for node in group {
      for value in nodes[node].operands where members.contains(value) { lastReader[value] = node }
    }
    var temporary: [Int: Int] = [:]
    var free: [Int] = []
    var count = 0
    var list: [StripOperation] = []
    for node in group {
      guard case .strip(let kind, let k) = nodes[node].kind else { continue }
      let out: Int
      if let place = places[node] {
        out = operand(at: place)
      } else {
        let slot = free.popLast() ?? count
        count = max(count, slot + 1)
        temporary[node] = slot
        out = inMemory.count + slot
      }
      let operands = nodes[node].operands.map { value in
        temporary[value].map { inMemory.count + $0 } ?? operand(at: placed(value))
      }
      list.append(
        StripOperation(
          kind, out: out, a: operands[0], b: operands.count > 1 ? operands[1] : 0,
          c: operands.count > 2 ? operands[2] : 0, k: k))
      for value in Set(nodes[node].operands) where lastReader[value] == node {
        if let slot = temporary[value] { free.append(slot) }
      }
    }
    // A program whose every value is a temporary would compute nothing anyone reads.
    if inMemory.isEmpty { return }
    step.strips(list, memory: inMemory, temporaries: count, width: nodes[group[0]].width)
  }
}
