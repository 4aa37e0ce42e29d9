import Engine
import Kernels

/// How gradients that are too large are cut (Pascanu, Mikolov & Bengio, ICML 2013).
///
/// The textbook's framework clips each tensor on its own where most ports clip all of them together:
/// two different methods under one name, so both have a name here.
public enum Clipping: Sendable, Hashable, Codable {
  /// All gradients scaled together, so that their common norm is at most the limit.
  case globalNorm(Double)
  /// Each tensor scaled on its own, so that its norm is at most the limit.
  case perTensor(Double)
  /// Each number moved into ± the limit.
  case value(Double)

  /// The limit.
  public var limit: Double {
    switch self {
    case .globalNorm(let limit), .perTensor(let limit), .value(let limit): limit
    }
  }

  /// Cuts the gradients in place.
  ///
  /// - Parameter tensors: Where each tensor lies.
  public func apply(to gradients: inout [Float], tensors: [Range<Int>]) {
    switch self {
    case .globalNorm(let limit):
      Self.scale(&gradients, in: 0..<gradients.count, to: limit)
    case .perTensor(let limit):
      for range in tensors { Self.scale(&gradients, in: range, to: limit) }
    case .value(let limit):
      let bound = Float(limit)
      for i in gradients.indices { gradients[i] = min(max(gradients[i], -bound), bound) }
    }
  }

  /// The same small number that PyTorch adds to the norm keeps zero from dividing.
  private static func scale(_ gradients: inout [Float], in range: Range<Int>, to limit: Double) {
    let norm = InstructionSet.best.sumOfSquares(gradients, in: range).squareRoot()
    let factor = Float(limit / (norm + 1e-6))
    guard factor < 1 else { return }
    for i in range { gradients[i] *= factor }
  }
}

/// Written as `"global-norm:5"`, `"per-tensor:5"` or `"value:0.5"`.
extension Clipping: CustomStringConvertible {
  /// As files and the command line write it.
  public var description: String {
    switch self {
    case .globalNorm(let limit): "global-norm:\(limit)"
    case .perTensor(let limit): "per-tensor:\(limit)"
    case .value(let limit): "value:\(limit)"
    }
  }

  /// Reads what `description` writes; `nil` for anything else, and for limits that are not positive.
  public init?(_ description: String) {
    let parts = description.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let limit = Double(parts[1]), limit > 0, limit.isFinite else {
      return nil
    }
    switch parts[0] {
    case "global-norm": self = .globalNorm(limit)
    case "per-tensor": self = .perTensor(limit)
    case "value": self = .value(limit)
    default: return nil
    }
  }
}
