#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// What each element-wise operation means, in Double: the definition that the kernels must meet.
// Free functions, because inside the enumerations `exp` would name a case.

func apply(_ operation: StepGraph.Unary, to a: Double) -> Double {
  switch operation {
  case .copy: a
  case .sigmoid: 1 / (1 + exp(-a))
  case .tanh: tanh(a)
  case .relu: a > 0 || a.isNaN ? a : 0
  case .exp: exp(a)
  case .log: log(a)
  case .squareRoot: a.squareRoot()
  case .absolute: abs(a)
  case .sign: a > 0 ? 1 : a < 0 ? -1 : 0
  case .addConstant(let k): a + k
  case .multiplyConstant(let k): a * k
  case .subtractFromConstant(let k): k - a
  case .divideConstant(let k): k / a
  }
}

func apply(_ operation: StepGraph.Binary, to a: Double, _ b: Double) -> Double {
  switch operation {
  case .add: a + b
  case .subtract: a - b
  case .multiply: a * b
  case .divide: a / b
  case .maximum: a > b ? a : b
  case .greater: a > b ? 1 : 0
  case .sigmoidGradient: a * b * (1 - b)
  case .tanhGradient: a * (1 - b * b)
  case .reluGradient: b > 0 ? a : 0
  }
}
