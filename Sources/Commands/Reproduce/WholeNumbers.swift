/// Whole numbers parted by commas, as in `--lengths 5,10,15`.
struct WholeNumbers {
  /// The numbers, in the order given, each once.
  let numbers: [Int]

  /// Reads them.
  ///
  /// - Throws: `Failure` that says which part is none.
  init(_ text: String) throws(Failure) {
    var numbers: [Int] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = Int(part.filter { $0 != " " }) else {
        throw Failure(
          .usage, "'\(part)' is not a whole number; expected numbers such as 5,10,15")
      }
      guard !numbers.contains(number) else {
        throw Failure(.usage, "\(number) is there twice; expected each number once")
      }
      numbers.append(number)
    }
    self.numbers = numbers
  }
}
