#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What becomes of the learning rate as training goes on, counted in epochs.
public enum Schedule: Sendable, Hashable, Codable {
  /// It stays.
  case constant
  /// It is multiplied by `factor` every so many epochs.
  case step(every: Int, factor: Double)
  /// It is multiplied by `factor` every epoch.
  case exponential(factor: Double)
  /// It falls to zero over so many epochs, along half a cosine (Loshchilov & Hutter, 2017).
  case cosine(epochs: Int)
  /// It grows to its value over so many epochs, in equal parts.
  case warmup(epochs: Int)

  /// The factor in an epoch, counted from 0.
  public func factor(epoch: Int) -> Double {
    switch self {
    case .constant: 1
    case .step(let every, let factor): pow(factor, Double(epoch / max(every, 1)))
    case .exponential(let factor): pow(factor, Double(epoch))
    case .cosine(let epochs): (1 + cos(.pi * Double(min(epoch, epochs)) / Double(epochs))) / 2
    case .warmup(let epochs): min(1, Double(epoch + 1) / Double(max(epochs, 1)))
    }
  }
}
