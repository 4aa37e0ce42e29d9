import Models

/// What is wrong with one tensor of a file.
public enum TensorProblem: Sendable, Hashable, CustomStringConvertible {
  /// The file does not have it. The shape is unknown where other missing tensors decide it.
  case missing(name: String, expected: [Int]?)
  /// The model has no place for it.
  case unexpected(name: String, found: [Int])
  /// It has the wrong shape. What is expected is a shape, or a condition where several would do.
  case shape(name: String, found: [Int], expected: String)
  /// Its sum with a second bias is infinite.
  case overflow(name: String)

  /// What was found and what was expected.
  public var description: String {
    switch self {
    case .missing(let name, let expected):
      "tensor \(name.quoted()) is missing" + (expected.map { ", expected \($0)" } ?? "")
    case .unexpected(let name, let found):
      "tensor \(name.quoted()) \(found) is not expected"
    case .shape(let name, let found, let expected):
      "tensor \(name.quoted()) is \(found), expected \(expected)"
    case .overflow(let name):
      "tensor \(name.quoted()) is too large to be added to its twin"
    }
  }
}
