import Engine
import Models

extension Safetensors {
  /// The flat buffer of a network whose tensors these are.
  ///
  /// - Parameter biasesMayLack: Whether the file of a module without biases is taken as well; they
  ///   are then zero.
  func parameters(
    of network: Network, source: String, biasesMayLack: Bool
  ) throws(InterchangeError) -> [Float] {
    let byName = Dictionary(tensors.map { ($0.name, $0) }) { first, _ in first }
    let expected = StoredTensor.all(of: network)
    let absent = biasesMayLack ? namesOfAbsentBiases(expected, byName) : []
    var problems: [TensorProblem] = []
    for stored in expected where !absent.contains(stored.name) {
      if let tensor = byName[stored.name] {
        if tensor.shape != stored.shape {
          problems.append(
            .shape(name: stored.name, found: tensor.shape, expected: "\(stored.shape)"))
        }
      } else {
        problems.append(.missing(name: stored.name, expected: stored.shape))
      }
    }
    let known = Set(expected.map(\.name))
    for tensor in tensors where !known.contains(tensor.name) {
      problems.append(.unexpected(name: tensor.name, found: tensor.shape))
    }
    guard problems.isEmpty else { throw .tensors(source: source, problems) }
    do throws(SafetensorsError) {
      try checkFinite(source: source)
    } catch {
      throw .notFinite(error)
    }

    var parameters: [Float] = Array(repeating: 0, count: network.parameterCount)
    for stored in expected {
      guard let tensor = byName[stored.name] else { continue }
      if !stored.put(tensor.scalars, into: &parameters) {
        problems.append(.overflow(name: stored.name))
      }
    }
    guard problems.isEmpty else { throw .tensors(source: source, problems) }
    return parameters
  }

  /// The biases that a module does without: the recurrent layers have all of theirs or none, and the
  /// read-out has its own or not.
  private func namesOfAbsentBiases(
    _ expected: [StoredTensor], _ byName: [String: Tensor]
  ) -> Set<String> {
    let absent = expected.filter { $0.isBias && byName[$0.name] == nil }.map(\.name)
    let recurrent = expected.filter { $0.isBias && $0.name.hasPrefix("rnn.") }
    let noRecurrentOnes = recurrent.allSatisfy { byName[$0.name] == nil }
    return Set(absent.filter { noRecurrentOnes || !$0.hasPrefix("rnn.") })
  }
}

extension StoredTensor {
  /// Puts the numbers where they belong; `false` if a sum is infinite. A tensor with addends comes
  /// after the one that they are added to.
  fileprivate func put(_ scalars: [Float], into parameters: inout [Float]) -> Bool {
    var isFinite = true
    var next = 0
    for block in blocks {
      for place in block.range {
        let scalar = scalars[next]
        next += 1
        if !block.isAddend {
          parameters[place] = scalar
        } else if scalar != 0 {  // Adding zero would turn -0 into 0.
          parameters[place] += scalar
          isFinite = isFinite && parameters[place].isFinite
        }
      }
    }
    return isFinite
  }
}
