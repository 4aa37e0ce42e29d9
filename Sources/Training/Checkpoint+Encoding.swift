import Models

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Checkpoint {
  private static let format = "longlag-checkpoint-1"

  /// The checkpoint as the bytes of a safetensors file: its tensors, and its position as JSON in the
  /// metadata. The same checkpoint gives the same bytes.
  public func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = .words
    let position = String(decoding: try encoder.encode(position), as: UTF8.self)
    var tensors = [("parameters", parameters)]
    tensors.append(("first moment", firstMoment))
    tensors.append(("second moment", secondMoment))
    if let bestParameters { tensors.append(("best parameters", bestParameters)) }
    for name in gradientNorms.keys.sorted() {
      tensors.append((Self.norms + name, (gradientNorms[name] ?? []).flatMap(\.halves)))
    }
    return Safetensors(
      tensors.map { Safetensors.Tensor(name: $0, shape: [$1.count], scalars: $1) },
      metadata: ["format": Self.format, "position": position]
    ).encoded()
  }

  /// Reads what `encoded` wrote.
  ///
  /// - Parameter source: What errors call the bytes.
  /// - Throws: ``CheckpointError`` where they are not a checkpoint.
  public init(bytes: [UInt8], source: String) throws(CheckpointError) {
    let file: Safetensors
    do {
      file = try Safetensors(bytes: bytes, source: source)
    } catch {
      throw .unreadable(source: source, reason: "\(error)")
    }
    guard file.metadata["format"] == Self.format else {
      let found = file.metadata["format"] ?? "safetensors of no stated format"
      throw .unreadable(source: source, reason: "found \(found), expected \(Self.format)")
    }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .words
    let position: Position
    do {
      position = try decoder.decode(
        Position.self, from: [UInt8]((file.metadata["position"] ?? "").utf8).data)
    } catch {
      throw .unreadable(source: source, reason: "its position is not that of a checkpoint")
    }
    func scalars(_ name: String) throws(CheckpointError) -> [Float] {
      guard let tensor = file[name] else {
        throw .unreadable(source: source, reason: "the tensor '\(name)' is missing")
      }
      return tensor.scalars
    }
    var norms: [String: [Double]] = [:]
    for tensor in file.tensors where tensor.name.hasPrefix(Self.norms) {
      let halves = tensor.scalars
      norms[String(tensor.name.dropFirst(Self.norms.count))] = stride(
        from: 0, to: halves.count - 1, by: 2
      ).map { Double(halves: halves[$0], halves[$0 + 1]) }
    }
    self.init(
      position: position, parameters: try scalars("parameters"),
      firstMoment: try scalars("first moment"), secondMoment: try scalars("second moment"),
      bestParameters: file["best parameters"]?.scalars, gradientNorms: norms)
  }

  private static let norms = "gradient norms of "
}

/// Why bytes are no checkpoint, or not one of this training.
public enum CheckpointError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The bytes are not what a checkpoint consists of.
  case unreadable(source: String, reason: String)

  /// What was found, and where.
  public var description: String {
    switch self {
    case .unreadable(let source, let reason): "\(source) cannot be resumed from: \(reason)"
    }
  }
}

extension [UInt8] {
  fileprivate var data: Data { Data(self) }
}

// A file of 32-bit numbers carries the 64 bits of a number as two of them, bit by bit.
extension Double {
  fileprivate var halves: [Float] {
    [
      Float(bitPattern: UInt32(truncatingIfNeeded: bitPattern)),
      Float(bitPattern: UInt32(truncatingIfNeeded: bitPattern >> 32)),
    ]
  }

  fileprivate init(halves low: Float, _ high: Float) {
    self.init(bitPattern: UInt64(low.bitPattern) | UInt64(high.bitPattern) << 32)
  }
}

extension JSONEncoder.NonConformingFloatEncodingStrategy {
  fileprivate static var words: Self {
    .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  }
}

extension JSONDecoder.NonConformingFloatDecodingStrategy {
  fileprivate static var words: Self {
    .convertFromString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  }
}
