public import Models

extension Model {
  /// The model as a file: its numbers in PyTorch's layout, its structure as metadata.
  ///
  /// A module with `embedding`, `rnn` and `readout` loads it with `strict=True` where PyTorch has the
  /// cell. The recurrences of other cells, and states that are learned, keep LongLag's names behind
  /// `rnn.`, as in `rnn.layers.0.forget.peephole`.
  ///
  /// - Parameter metadata: What else the file is to say about itself, such as the experiment that
  ///   the model comes from. The keys `longlag.architecture` and `longlag.task` are written here.
  public func safetensors(metadata: [String: String] = [:]) -> Safetensors {
    let tensors = StoredTensor.all(of: network).map { tensor in
      Safetensors.Tensor(
        name: tensor.name, shape: tensor.shape,
        scalars: tensor.blocks.flatMap { block in
          block.isAddend
            ? Array(repeating: 0, count: block.range.count) : Array(parameters[block.range])
        })
    }
    let own = ModelOutline(architecture: architecture, input: input, answer: answer).metadata
    return Safetensors(tensors, metadata: metadata.merging(own) { _, own in own })
  }
}
