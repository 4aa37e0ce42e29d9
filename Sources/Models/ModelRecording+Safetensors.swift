import Engine

extension ModelRecording {
  /// The recording as a file: everything that happened inside, as tensors.
  ///
  /// `layer0/forget` is a quantity of a recurrence and `gradient/layer0/cell` what of the loss's
  /// gradient reaches a state, both `[time × width]`; `symbols` are what was read, `logits` and
  /// `probabilities` the answer. The metadata say in words what was read, the prediction and the answer
  /// whose gradients these are.
  public var safetensors: Safetensors {
    var tensors = [
      Safetensors.Tensor(
        name: "symbols", shape: [symbols.count], scalars: symbols.map(Float.init)),
      Safetensors.Tensor(name: "logits", shape: [logits.count], scalars: logits),
      Safetensors.Tensor(
        name: "probabilities", shape: [probabilities.count], scalars: probabilities),
    ]
    for (name, recording) in zip(names, recordings) {
      for quantity in recording.quantities {
        if let series = recording[quantity] {
          tensors.append(series.tensor("\(name)/\(quantity)", time: recording.time))
        }
      }
      for state in recording.quantities {
        if let series = recording.gradient(of: state) {
          tensors.append(series.tensor("gradient/\(name)/\(state)", time: recording.time))
        }
      }
    }
    return Safetensors(
      tensors,
      metadata: [
        "longlag.sequence": RecordedSequence(symbols).description,
        "longlag.prediction": "\(prediction)", "longlag.answer": "\(answer)",
      ])
  }
}

extension Recording.Series {
  /// The numbers of a single sequence.
  fileprivate func tensor(_ name: String, time: Int) -> Safetensors.Tensor {
    Safetensors.Tensor(name: name, shape: [time, width], scalars: scalars)
  }
}
