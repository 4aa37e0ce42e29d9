extension [PairedComparison] {
  /// The same comparisons, each with what Holm's correction for all of them makes of its p.
  public func holmCorrected() -> [PairedComparison] {
    let found = map(\.test.pValue)
    let adjusted = HolmCorrection.adjusted(found)
    return zip(indices, self).map { index, comparison in
      var best = found
      best[index] = comparison.test.smallestPValue
      return comparison.corrected(
        PairedComparison.Correction(
          pValue: adjusted[index], smallestPValue: HolmCorrection.adjusted(best)[index],
          comparisons: count))
    }
  }
}
