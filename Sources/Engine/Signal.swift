/// A value while a cell's equation is traced: `[batch × width]`, known by name and shape only.
///
/// Signals are combined with `+ - * /`, with numbers, and with the functions of `Signal+Functions`.
/// Nothing is computed while `step` runs; every operation adds one line to a ``StepGraph``.
public struct Signal {
  /// The number of features.
  public let width: Int
  let value: StepGraph.Value
  let tracer: Tracer

  static func binary(_ operation: StepGraph.Binary, _ a: Signal, _ b: Signal) -> Signal {
    precondition(a.tracer === b.tracer, "signals of two different traces cannot meet")
    let width = max(a.width, b.width)
    return a.tracer.append(
      .binary(operation, a.spread(to: width).value, b.spread(to: width).value), width: width)
  }

  func unary(_ operation: StepGraph.Unary) -> Signal {
    tracer.append(.unary(operation, value), width: width)
  }

  /// A signal of width 1 stands for every feature beside a wider one.
  private func spread(to width: Int) -> Signal {
    if self.width == width { return self }
    precondition(
      self.width == 1, "signals of width \(self.width) and \(width) cannot be combined")
    return tracer.append(.spread(value), width: width)
  }
}

extension Signal {
  /// The sum, feature by feature.
  public static func + (a: Signal, b: Signal) -> Signal { binary(.add, a, b) }
  /// The difference, feature by feature.
  public static func - (a: Signal, b: Signal) -> Signal { binary(.subtract, a, b) }
  /// The product, feature by feature.
  public static func * (a: Signal, b: Signal) -> Signal { binary(.multiply, a, b) }
  /// The quotient, feature by feature.
  public static func / (a: Signal, b: Signal) -> Signal { binary(.divide, a, b) }

  /// The signal with its sign turned.
  public static prefix func - (a: Signal) -> Signal { a.unary(.multiplyConstant(-1)) }
  /// `a + k`
  public static func + (a: Signal, k: Double) -> Signal { a.unary(.addConstant(k)) }
  /// `k + a`
  public static func + (k: Double, a: Signal) -> Signal { a.unary(.addConstant(k)) }
  /// `a − k`
  public static func - (a: Signal, k: Double) -> Signal { a.unary(.addConstant(-k)) }
  /// `k − a`
  public static func - (k: Double, a: Signal) -> Signal { a.unary(.subtractFromConstant(k)) }
  /// `k · a`
  public static func * (a: Signal, k: Double) -> Signal { a.unary(.multiplyConstant(k)) }
  /// `k · a`
  public static func * (k: Double, a: Signal) -> Signal { a.unary(.multiplyConstant(k)) }
  /// `a / k`
  public static func / (a: Signal, k: Double) -> Signal { a.unary(.multiplyConstant(1 / k)) }
  /// `k / a`
  public static func / (k: Double, a: Signal) -> Signal { a.unary(.divideConstant(k)) }

  /// Some of the features.
  public subscript(features: Range<Int>) -> Signal {
    precondition(
      features.lowerBound >= 0 && features.upperBound <= width && !features.isEmpty,
      "features \(features) of a signal of width \(width)")
    return tracer.append(.take(value, first: features.lowerBound), width: features.count)
  }
}
