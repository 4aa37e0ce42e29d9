import CKernels

/// One element-wise operation of a strip program, on operands by index.
public struct StripOperation: Sendable {
  /// What is computed; see `ll_operation` for the formulas.
  public enum Kind: Sendable {
    case copy, add, subtract, multiply, divide, maximum, multiplyAdd
    case addConstant, multiplyConstant, subtractFromConstant, divideConstant
    case sigmoid, tanh, relu, exp, log, squareRoot, absolute, sign, greater
    case sigmoidGradient, tanhGradient, reluGradient
  }

  let raw: ll_strip_operation

  /// An operation on the operands `a`, `b` and `c`, with the constant `k` where it has one.
  public init(_ kind: Kind, out: Int, a: Int, b: Int = 0, c: Int = 0, k: Double = 0) {
    raw = ll_strip_operation(
      operation: Int32(kind.raw.rawValue), out: Int32(out), a: Int32(a), b: Int32(b), c: Int32(c),
      k: Float(k))
  }
}

extension StripOperation.Kind {
  fileprivate var raw: ll_operation {
    switch self {
    case .copy: LL_COPY
    case .add: LL_ADD
    case .subtract: LL_SUBTRACT
    case .multiply: LL_MULTIPLY
    case .divide: LL_DIVIDE
    case .maximum: LL_MAXIMUM
    case .multiplyAdd: LL_MULTIPLY_ADD
    case .addConstant: LL_ADD_CONSTANT
    case .multiplyConstant: LL_MULTIPLY_CONSTANT
    case .subtractFromConstant: LL_SUBTRACT_FROM_CONSTANT
    case .divideConstant: LL_DIVIDE_CONSTANT
    case .sigmoid: LL_SIGMOID
    case .tanh: LL_TANH
    case .relu: LL_RELU
    case .exp: LL_EXP
    case .log: LL_LOG
    case .squareRoot: LL_SQRT
    case .absolute: LL_ABS
    case .sign: LL_SIGN
    case .greater: LL_STEP
    case .sigmoidGradient: LL_SIGMOID_GRADIENT
    case .tanhGradient: LL_TANH_GRADIENT
    case .reluGradient: LL_RELU_GRADIENT
    }
  }
}
