public import Engine

/// Tensors by PyTorch's names, and how they become a network's flat buffer.
public struct GoldenTensors: Decodable, Sendable {
  private struct Tensor: Decodable {
    let shape: [Int]
    let values: [Double]
  }

  /// What a tensor holds, which decides what becomes of PyTorch's two biases.
  public enum Content: Sendable {
    /// Weights: where an equation has one bias, it is the sum of both.
    case weights
    /// Gradients: both biases have the gradient of their sum.
    case gradients
  }

  /// The order in which PyTorch packs the parts of a cell, by their names in the cell's equation.
  public static func packing(of cell: String) -> [String] {
    switch cell {
    case "lstm": ["input", "forget", "candidate", "output"]
    case "gru": ["reset", "update", "candidate"]
    default: ["hidden"]
    }
  }

  private let tensors: [String: Tensor]

  /// Reads `{"name": {"shape": […], "values": [flat]}}`.
  public init(from decoder: any Decoder) throws {
    tensors = try decoder.singleValueContainer().decode([String: Tensor].self)
  }

  /// One number per scalar of the network, in the order of its flat buffer.
  ///
  /// - Parameters:
  ///   - packing: The names of a cell's parts, in PyTorch's order.
  ///   - prefix: What stands before the names of recurrent parameters.
  ///   - missing: Stands for every scalar of a parameter that is not among the tensors.
  public func flat(
    for network: Network, packing: [String], prefix: String = "rnn.", as content: Content,
    missing: Double? = nil
  ) -> [Double] {
    network.parameters.flatMap { parameter -> [Double] in
      let found = scalars(of: parameter, packing: packing, prefix: prefix, as: content)
      guard let scalars = found ?? missing.map({ Array(repeating: $0, count: parameter.count) })
      else { preconditionFailure("no tensor holds \(parameter.name)") }
      precondition(scalars.count == parameter.count, "\(parameter.name) has another shape")
      return scalars
    }
  }

  private func scalars(
    of parameter: Parameter, packing: [String], prefix: String, as content: Content
  ) -> [Double]? {
    switch parameter.name {
    case "embedding": return tensors["embedding.weight"]?.values
    case "readout.weights": return tensors["readout.weight"]?.values
    case "readout.bias": return tensors["readout.bias"]?.values
    default: break
    }
    // layers.<index>[.backward].<part>.<kind>
    let words = parameter.name.split(separator: ".").map(String.init)
    guard words.count >= 4, let part = packing.firstIndex(of: words[words.count - 2]) else {
      return nil
    }
    let place = "_l\(words[1])" + (words.contains("backward") ? "_reverse" : "")
    func block(_ name: String) -> [Double]? {
      guard let tensor = tensors[prefix + name + place] else { return nil }
      let count = tensor.values.count / packing.count
      return Array(tensor.values[part * count..<(part + 1) * count])
    }
    switch words[words.count - 1] {
    case "inputWeights": return block("weight_ih")
    case "recurrentWeights": return block("weight_hh")
    case "recurrentBias": return block("bias_hh")
    default:
      // Of a GRU's candidate the second bias is a parameter of its own.
      let isWhole = packing.contains("reset") && packing[part] == "candidate"
      guard let first = block("bias_ih"), content == .weights, !isWhole,
        let second = block("bias_hh")
      else { return block("bias_ih") }
      return zip(first, second).map { $0 + $1 }
    }
  }
}
