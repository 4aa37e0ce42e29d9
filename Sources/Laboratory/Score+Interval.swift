public import Models
public import Statistics

extension Score {
  /// Where the accuracy lies that these answers are a sample of, 95 %: Wilson's interval.
  public var accuracyInterval: ConfidenceInterval {
    let answers = max(1, answers)
    let right = accuracy.isFinite ? Int((accuracy * Double(answers)).rounded()) : 0
    return .wilson(min(max(0, right), answers), of: answers)
  }
}
