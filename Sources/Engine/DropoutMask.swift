/// Dropout (Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting",
/// JMLR 15, 2014), inverted: what stays is scaled up, so that nothing changes at evaluation.
enum DropoutMask {
  /// 0 with probability `share`, else `1 / (1 − share)`.
  static func factor(dropping share: Double, from random: inout RandomStream) -> Float {
    random.uniform() < share ? 0 : Float(1 / (1 - share))
  }
}
