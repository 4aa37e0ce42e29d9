extension ConfidenceInterval {
  /// The interval of a mean over seeds: a percentile bootstrap (Efron, "Bootstrap methods", The Annals
  /// of Statistics 7, 1979) that is made as wide as Student's interval.
  ///
  /// The resamples' means, from tail to tail, decide how the interval lies around the mean: further
  /// out on the side of the stragglers. Their own width is too small for few seeds, for they neither
  /// leave the range of the data nor know that the spread is estimated (Hesterberg, "What teachers
  /// should know about the bootstrap", The American Statistician 69, 2015); so the distance between
  /// the ends is Student's, 2 t s / √n.
  ///
  /// What else was tried covers less or breaks: of five normal values, the plain percentile bootstrap
  /// covers the mean in 84 % of cases, Hesterberg's expanded percentiles in 92 %, and no method that
  /// stays within the data in more than 93.75 %. The bootstrap of Student's t covers skewed values
  /// better, but is a third wider, and has no end as soon as three of five values are equal, as
  /// accuracies near 1 are. The README has a table of what this one covers.
  ///
  /// - Parameters:
  ///   - bounds: What the quantity cannot leave, such as 0 and 1 for an accuracy.
  ///   - resampling: All resamples are looked at where they are few enough, else these are drawn.
  /// - Returns: `nil` for a single value, which has no spread; a point where all values are equal.
  public static func bootstrap(
    meanOf sample: Sample, level: Double = 0.95, within bounds: ClosedRange<Double>? = nil,
    resampling: Resampling = Resampling()
  ) -> ConfidenceInterval? {
    check(level: level)
    guard let deviation = sample.standardDeviation else { return nil }
    let mean = sample.mean
    precondition(bounds?.contains(mean) ?? true, "the mean is \(mean), outside its bounds")
    if sample.isConstant {
      return ConfidenceInterval(low: mean, high: mean, level: level, method: .bootstrapOverSeeds)
    }
    let n = sample.count
    let width =
      2 * CriticalValue.student(level: level, degreesOfFreedom: n - 1) * deviation
      / Double(n).squareRoot()
    let resampled = ResampledMeans(of: sample, resampling: resampling).central(share: level)
    let scale = width / (resampled.upperBound - resampled.lowerBound)
    var (low, high) = (mean + scale * resampled.lowerBound, mean + scale * resampled.upperBound)
    if let bounds { (low, high) = (max(low, bounds.lowerBound), min(high, bounds.upperBound)) }
    return ConfidenceInterval(low: low, high: high, level: level, method: .bootstrapOverSeeds)
  }
}
