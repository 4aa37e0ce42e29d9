public import Models

/// Why no model could be read from a file that is in order as safetensors.
public enum InterchangeError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Something is wrong with tensors: all that is, at once.
  case tensors(source: String, [TensorProblem])
  /// A number is infinite, or none.
  case notFinite(SafetensorsError)
  /// What the file says about itself cannot be understood.
  case metadata(source: String, key: String, found: String, expected: String)
  /// The file holds something else than was asked for.
  case disagreement(source: String, what: String, found: String, asked: String)
  /// Neither names nor metadata say which cell it is, and nobody else did.
  case cellNotStated(source: String)
  /// What the file says is a model that cannot be.
  case model(source: String, ModelError)

  /// The error as one sentence; of many tensors, the first eight.
  public var description: String {
    switch self {
    case .tensors(let source, let problems):
      source.quoted(limit: .max) + ": "
        + problems.prefix(8).map(\.description).joined(separator: "; ")
        + (problems.count > 8 ? "; and \(problems.count - 8) more" : "")
    case .notFinite(let error):
      error.description
    case .metadata(let source, let key, let found, let expected):
      "\(source.quoted(limit: .max)), metadata \(key): found \(found), expected \(expected)"
    case .disagreement(let source, let what, let found, let asked):
      "\(source.quoted(limit: .max)): the \(what) is \(found), but \(asked) was asked for"
    case .cellNotStated(let source):
      "\(source.quoted(limit: .max)): the tensors are not those of a PyTorch module, and nothing "
        + "says which cell they belong to; name the cell"
    case .model(let source, let error):
      "\(source.quoted(limit: .max)): \(error)"
    }
  }

  /// The status with which a command that fails for this reason ends, as in `sysexits.h`.
  public var exitStatus: Int32 { 65 }  // EX_DATAERR
}
