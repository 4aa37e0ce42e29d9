// The functions an equation is written with. They are free functions so that a step reads like the
// paper it comes from.

/// The logistic function, `1 / (1 + e⁻ᵃ)`.
public func sigmoid(_ a: Signal) -> Signal { a.unary(.sigmoid) }
/// The hyperbolic tangent.
public func tanh(_ a: Signal) -> Signal { a.unary(.tanh) }
/// The rectifier, `max(a, 0)`.
public func relu(_ a: Signal) -> Signal { a.unary(.relu) }
/// The exponential function.
public func exp(_ a: Signal) -> Signal { a.unary(.exp) }
/// The natural logarithm.
public func log(_ a: Signal) -> Signal { a.unary(.log) }
/// The square root.
public func sqrt(_ a: Signal) -> Signal { a.unary(.squareRoot) }
/// The absolute value.
public func abs(_ a: Signal) -> Signal { a.unary(.absolute) }
/// The larger of two signals, feature by feature.
public func max(_ a: Signal, _ b: Signal) -> Signal { Signal.binary(.maximum, a, b) }
/// The sum over the features: a signal of width 1.
public func sum(_ a: Signal) -> Signal { a.tracer.append(.rowSum(a.value), width: 1) }
/// The mean over the features: a signal of width 1.
public func mean(_ a: Signal) -> Signal { sum(a) / Double(a.width) }

/// `b` beside `a`: a signal as wide as both together.
public func joined(_ a: Signal, _ b: Signal) -> Signal {
  let width = a.width + b.width
  return a.tracer.append(.put(a.value, first: 0), width: width)
    + b.tracer.append(.put(b.value, first: a.width), width: width)
}

/// `Wx + Uh + b`: what the input says, what the past says, and a bias.
///
/// The parameters are named after the place in the equation that uses them:
/// `name.inputWeights [width × x]`, `name.recurrentWeights [width × h]` and `name.bias [width]`.
public func affine(_ name: String, _ x: Signal, _ h: Signal, width: Int) -> Signal {
  affine(name, x, width: width)
    + h.product("\(name).recurrentWeights", role: .recurrentWeights, width: width)
}

/// `Wx + b` of a single signal.
///
/// Of what the cell reads, the parameters are `name.inputWeights` and `name.bias`; of anything that
/// depends on a state, `name.recurrentWeights` and `name.recurrentBias`. So the two halves of one
/// sum may be written apart, as the GRU's candidate needs.
public func affine(_ name: String, _ a: Signal, width: Int) -> Signal {
  if a.tracer.graph.dependsOnState[a.value] {
    return a.product("\(name).recurrentWeights", role: .recurrentWeights, width: width)
      + a.tracer.vector("\(name).recurrentBias", role: .bias, width: width)
  }
  return a.product("\(name).inputWeights", role: .inputWeights, width: width)
    + a.tracer.vector("\(name).bias", role: .bias, width: width)
}

/// `p ⊙ a` with a learned number per feature, named `name` (a peephole, the gain of a layer norm).
public func scaled(_ name: String, _ a: Signal) -> Signal {
  a.tracer.vector(name, role: .gain, width: a.width) * a
}

/// `a + p` with a learned number per feature, named `name`.
public func shifted(_ name: String, _ a: Signal) -> Signal {
  a + a.tracer.vector(name, role: .bias, width: a.width)
}

extension Signal {
  fileprivate func product(_ name: String, role: Parameter.Role, width: Int) -> Signal {
    let parameter = tracer.parameter(name, shape: [width, self.width], role: role)
    return tracer.append(.product(parameter: parameter, of: value), width: width)
  }
}
