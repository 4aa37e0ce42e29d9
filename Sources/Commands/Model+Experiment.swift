import LongLag

extension Model {
  /// The model as a file that says from which experiment it comes.
  func safetensors(of experiment: Experiment) throws -> Safetensors {
    let json = String(decoding: try experiment.canonicalJSON(), as: UTF8.self)
    return safetensors(metadata: ["longlag.experiment": json])
  }
}
