import CKernels

extension InstructionSet {
  /// One update of Adam (Kingma & Ba, 2015, arXiv:1412.6980) or AdamW (Loshchilov & Hutter, 2019,
  /// arXiv:1711.05101), as PyTorch computes it.
  ///
  /// - Parameters:
  ///   - step: The number of this update, from 1.
  ///   - decay: What is taken off each parameter first, as a share of it.
  ///   - team: Who shares the work.
  public func adam(
    learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, decay: Double, step: Int,
    gradients: [Float], parameters: inout [Float], firstMoment: inout [Float],
    secondMoment: inout [Float], team: Team? = nil
  ) {
    let count = parameters.count
    precondition(
      gradients.count == count && firstMoment.count == count && secondMoment.count == count,
      "an update of buffers of different sizes")
    let settings = ll_adam(
      step_size: Float(learningRate / (1 - power(beta1, step))), beta1: Float(beta1),
      beta2: Float(beta2),
      rest1: Float(1 - beta1), rest2: Float(1 - beta2), epsilon: Float(epsilon),
      correction: Float(1 / (1 - power(beta2, step)).squareRoot()), weight_decay: Float(decay))
    gradients.withUnsafeBufferPointer { gradients in
      parameters.withUnsafeMutableBufferPointer { parameters in
        firstMoment.withUnsafeMutableBufferPointer { first in
          secondMoment.withUnsafeMutableBufferPointer { second in
            ll_adam_update(
              team?.raw, table, Int64(count), settings, gradients.baseAddress,
              parameters.baseAddress, first.baseAddress, second.baseAddress)
          }
        }
      }
    }
  }

  /// The sum of the squares, in `Double`.
  public func sumOfSquares(_ scalars: [Float], in range: Range<Int>) -> Double {
    precondition(range.upperBound <= scalars.count, "a sum past the end")
    return scalars.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return table.pointee.sum_of_squares(Int64(range.count), base + range.lowerBound)
    }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}
