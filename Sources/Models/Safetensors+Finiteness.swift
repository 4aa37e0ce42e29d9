extension Safetensors {
  /// Throws if a number is infinite or not a number, as after a training that diverged.
  ///
  /// Reading does not ask this: such a file is in order, and somebody may want to look into it.
  /// `source` is the file's path, for the error.
  ///
  /// - Throws: `SafetensorsError.notFinite`, which names the tensor and the place.
  public func checkFinite(source: String = "safetensors data") throws(SafetensorsError) {
    for tensor in tensors {
      if let place = tensor.scalars.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(
          .init(
            source: source, tensor: tensor.name,
            found: "\(tensor.scalars[place]) at \(tensor.index(of: place))",
            expected: "finite numbers"))
      }
    }
  }
}

extension Safetensors.Tensor {
  /// The index along each axis of the number at a place in `scalars`.
  fileprivate func index(of place: Int) -> [Int] {
    var rest = place
    var index = shape
    for axis in shape.indices.reversed() {
      index[axis] = rest % shape[axis]
      rest /= shape[axis]
    }
    return index
  }
}
