import Engine

/// One tensor of a file, and where its numbers belong in a model's flat buffer.
struct StoredTensor {
  /// Neighboring numbers of the tensor that belong together.
  struct Block {
    /// Their place in the flat buffer.
    let range: Range<Int>
    /// Whether another tensor holds the number and this one is added to it: a second bias, zero when
    /// written.
    var isAddend = false
  }

  /// The name in the file.
  let name: String
  /// The sizes of its axes.
  let shape: [Int]
  /// Its numbers, from the first to the last.
  let blocks: [Block]
  /// Whether a PyTorch module without biases does without it.
  var isBias = false
}

extension StoredTensor {
  init(_ name: String, _ parameter: Parameter, isBias: Bool = false) {
    self.init(
      name: name, shape: parameter.shape, blocks: [Block(range: parameter.range)], isBias: isBias)
  }

  /// The tensors in which a network is stored, in the order of a PyTorch module's.
  static func all(of network: Network) -> [StoredTensor] {
    var tensors: [StoredTensor] = []
    if let embedding = network.embedding {
      tensors.append(StoredTensor("embedding.weight", network.parameters[embedding]))
    }
    for (index, layer) in network.layers.enumerated() {
      for recurrence in layer.recurrences {
        tensors += all(of: recurrence, in: network, layer: index)
      }
    }
    let readout = network.readoutWeights
    tensors.append(StoredTensor("readout.weight", network.parameters[readout]))
    tensors.append(StoredTensor("readout.bias", network.parameters[readout + 1], isBias: true))
    return tensors
  }

  private static func all(
    of recurrence: Network.Recurrence, in network: Network, layer: Int
  ) -> [StoredTensor] {
    let count = recurrence.cell.parameters.count
    let own = network.parameters[recurrence.firstParameter..<recurrence.firstParameter + count]
    var tensors: [StoredTensor]
    if let layout = TorchLayout(of: recurrence.cell) {
      let placed = Dictionary(
        uniqueKeysWithValues: zip(recurrence.cell.parameters.map(\.name), own))
      let suffix = "_l\(layer)" + (recurrence.direction == .backward ? "_reverse" : "")
      tensors = packed(placed, layout, recurrence.cell, suffix: suffix)
    } else {
      tensors = own.map { StoredTensor("rnn.\($0.name)", $0) }
    }
    tensors += recurrence.initialStates.map {
      StoredTensor("rnn.\(network.parameters[$0].name)", network.parameters[$0])
    }
    return tensors
  }

  private static func packed(
    _ parameters: [String: Parameter], _ layout: TorchLayout, _ cell: TracedCell, suffix: String
  ) -> [StoredTensor] {
    let hidden = cell.states[0].width
    let rows = layout.packing.count * hidden
    func tensor(
      _ name: String, _ shape: [Int], isBias: Bool = false,
      _ block: (String) -> (name: String, isAddend: Bool)
    ) -> StoredTensor {
      StoredTensor(
        name: "rnn.\(name)\(suffix)", shape: shape,
        blocks: layout.packing.map(block).compactMap { block in
          parameters[block.name].map { Block(range: $0.range, isAddend: block.isAddend) }
        }, isBias: isBias)
    }
    return [
      tensor("weight_ih", [rows, cell.inputWidth]) { ("\($0).inputWeights", false) },
      tensor("weight_hh", [rows, hidden]) { ("\($0).recurrentWeights", false) },
      tensor("bias_ih", [rows], isBias: true) { ("\($0).bias", false) },
      tensor("bias_hh", [rows], isBias: true) {
        layout.recurrentBiases.contains($0) ? ("\($0).recurrentBias", false) : ("\($0).bias", true)
      },
    ]
  }
}
