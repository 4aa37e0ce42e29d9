import Cells
import Engine
import GoldenSupport
import Kernels
import Testing

/// Every gate, state and gradient of one pass over ten steps, against PyTorch's.
struct GoldenSequenceTests {
  private struct Start: Decodable {
    let weights: GoldenTensors
  }

  private struct Sequence: Decodable {
    let symbols: [[Int32]]
    let labels: [Int32]
    let logits: [[Double]]
    let loss: Double
    let final_hidden: [[Double]]
    let final_cell: [[Double]]?
    let gradients: GoldenTensors
  }

  /// What was recorded at every step, by name: `[time][batch][hidden]`.
  private struct Recorded: Decodable {
    var values: [Quantity: [Double]] = [:]
    var gradients: [Quantity: [Double]] = [:]

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Name.self)
      for name in container.allKeys {
        guard let rows = try? container.decode([[[Double]]].self, forKey: name) else { continue }
        let scalars = rows.joined().flatMap(\.self)
        if name.stringValue.hasSuffix("_gradient") {
          gradients[Quantity(rawValue: String(name.stringValue.dropLast(9)))] = scalars
        } else {
          values[Quantity(rawValue: name.stringValue)] = scalars
        }
      }
    }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// A golden sequence, and the network and batch that made it.
  private struct Case {
    let golden: Sequence
    let recorded: Recorded
    let network: Network
    let parameters: [Double]
    let gradients: [Double]
    let batch: Batch

    init(_ name: String) throws {
      let file = GoldenFile("sequence-\(name)")
      golden = try file.read()
      recorded = try file.read()
      let cell = try #require(CellCatalog.stock[name]).make(32)
      network = Network(
        input: .embedding(symbols: 10, width: 32), layers: [[(cell, .forward)]], readout: .last,
        outputs: 19)
      let packing = GoldenTensors.packing(of: name)
      let start = name.hasPrefix("srn") ? "srn" : name
      parameters = try GoldenFile("weights-\(start)").read(as: Start.self).weights
        .flat(for: network, packing: packing, as: .weights)
      gradients = golden.gradients.flat(for: network, packing: packing, as: .gradients)
      let rows = golden.symbols
      batch = Batch(
        count: rows.count, time: rows[0].count,
        input: .symbols(rows[0].indices.flatMap { t in rows.map { $0[t] } }))
    }

    var finalStates: [[Double]] {
      [golden.final_hidden, golden.final_cell].compactMap { $0?.flatMap(\.self) }
    }
  }

  static let names = ["srn", "srn-relu", "lstm", "gru"]

  /// The file has ten digits, the executor sixteen.
  @Test(arguments: names) func `the oracle agrees in every digit of the file`(name: String) throws {
    let known = try Case(name)
    let found = ReferenceExecutor(known.network).run(
      known.parameters, on: known.batch, targets: .classes(known.golden.labels))
    func distance(_ a: [Double], _ b: [Double]) -> Double {
      largestDifference(a, b, floor: 1e-3)
    }
    #expect(distance([found.loss], [known.golden.loss]) < 1e-9)
    #expect(distance(found.outputs, known.golden.logits.flatMap(\.self)) < 1e-9)
    #expect(found.finalStates[0].count == known.finalStates.count)
    for (state, expected) in zip(found.finalStates[0], known.finalStates) {
      #expect(distance(state, expected) < 1e-9)
    }
    for (quantity, expected) in known.recorded.values {
      let series = try #require(found.values[0][quantity], "\(quantity)")
      #expect(distance(series, expected) < 1e-9, "\(quantity)")
    }
    for (quantity, expected) in known.recorded.gradients {
      let series = try #require(found.stateGradients[0][quantity], "\(quantity)")
      #expect(distance(series, expected) < 1e-9, "gradient of \(quantity)")
    }
    for parameter in known.network.parameters {
      let range = parameter.range
      let error = distance(Array(found.gradients[range]), Array(known.gradients[range]))
      #expect(error < 1e-9, "gradient of \(parameter.name)")
    }
  }

  /// A Float has seven digits; what cancels on the way leaves six.
  @Test(arguments: names, InstructionSet.allCases.filter(\.isAvailable))
  func `the fast executor agrees in six digits`(name: String, set: InstructionSet) throws {
    let known = try Case(name)
    let executor = FastExecutor(
      known.network, batch: known.batch.count, time: known.batch.time, purpose: .training,
      recording: true, instructionSet: set)
    var gradients = [Float](repeating: .nan, count: known.network.parameterCount)
    var dropout: RandomStream?
    let loss = executor.train(
      known.parameters.map(Float.init), on: known.batch, targets: .classes(known.golden.labels),
      gradients: &gradients, dropout: &dropout)
    #expect(abs(loss - known.golden.loss) < 1e-6 * known.golden.loss)
    #expect(difference(executor.outputs, known.golden.logits.flatMap(\.self)) < 2e-6)
    for (state, expected) in zip(executor.finalStates[0], known.finalStates) {
      #expect(difference(state, expected) < 2e-6)
    }
    let recording = executor.recordings()[0]
    #expect(Set(recording.quantities) == Set(known.recorded.values.keys))
    for (quantity, expected) in known.recorded.values {
      let series = try #require(recording[quantity], "\(quantity)")
      #expect(difference(series.scalars, expected) < 2e-6, "\(quantity)")
    }
    for (quantity, expected) in known.recorded.gradients {
      let series = try #require(recording.gradient(of: quantity), "\(quantity)")
      #expect(difference(series.scalars, expected) < 2e-6, "gradient of \(quantity)")
    }
    for parameter in known.network.parameters {
      let range = parameter.range
      let error = difference(gradients[range], known.gradients[range])
      #expect(error < 2e-6, "gradient of \(parameter.name)")
    }
  }
}

/// The largest difference of two series, relative to the largest magnitude (at least `floor`).
func largestDifference(
  _ a: some Collection<Double>, _ b: some Collection<Double>, floor: Double
) -> Double {
  precondition(a.count == b.count, "\(a.count) numbers against \(b.count)")
  let scale = max(b.map { abs($0) }.max() ?? 0, floor)
  return zip(a, b).map { abs($0 - $1) / scale }.max() ?? 0
}
