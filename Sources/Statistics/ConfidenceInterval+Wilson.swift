extension ConfidenceInterval {
  /// The score interval of a share: so many right of so many answers (Wilson, "Probable inference,
  /// the law of succession, and statistical inference", JASA 22, 1927).
  ///
  /// It never leaves 0 and 1, and has a width even where all answers are right. It tells how exactly
  /// one run was measured, not how much another seed would differ.
  public static func wilson(
    _ successes: Int, of trials: Int, level: Double = 0.95
  ) -> ConfidenceInterval {
    check(level: level)
    precondition(trials > 0, "a share of \(trials) answers")
    precondition(
      (0...trials).contains(successes), "\(successes) of \(trials) answers cannot be right")
    let (z, n) = (CriticalValue.normal(level: level), Double(trials))
    let share = Double(successes) / n
    let center = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half =
      z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    // Rounding would leave a trace of 10⁻¹⁷ where the formula has 0 and 1.
    return ConfidenceInterval(
      low: successes == 0 ? 0 : center - half, high: successes == trials ? 1 : center + half,
      level: level, method: .wilson)
  }
}
