/// Why parameters could not be read from a safetensors file.
public enum SafetensorsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file itself could not be opened or read.
  case file(FileError)
  /// The bytes break a rule of the format.
  case malformed(Finding)
  /// The file is in order, but holds numbers of a kind that is not read here.
  case unsupported(Finding)
  /// A weight is not a number, or is infinite.
  case notFinite(Finding)

  /// What was found, what was expected, and where.
  public struct Finding: Hashable, Sendable {
    /// The file's path, or whatever else the bytes came from.
    public let source: String
    /// The tensor concerned, if it is about one.
    public let tensor: String?
    /// What is there.
    public let found: String
    /// What should be there.
    public let expected: String
  }

  /// The error as one sentence.
  public var description: String {
    switch self {
    case .file(let error):
      return error.description
    case .malformed(let finding), .unsupported(let finding), .notFinite(let finding):
      let tensor = finding.tensor.map { ", tensor \($0.quoted())" } ?? ""
      return finding.source.quoted(limit: .max) + tensor
        + ": found \(finding.found), expected \(finding.expected)"
    }
  }

  /// The status with which a command that fails for this reason ends, as in `sysexits.h`.
  public var exitStatus: Int32 {
    switch self {
    case .file(let error): error.exitStatus
    case .malformed, .unsupported, .notFinite: 65  // EX_DATAERR
    }
  }
}
