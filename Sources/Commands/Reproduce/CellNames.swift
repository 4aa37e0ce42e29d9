/// Names parted by commas, as in `--cells srn,lstm`.
struct CellNames {
  /// The names, in the order given, each once.
  let names: [String]

  /// Reads them.
  ///
  /// - Throws: `Failure` for a name that is empty or there twice.
  init(_ text: String) throws(Failure) {
    var names: [String] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = part.filter { $0 != " " }
      guard !name.isEmpty else {
        throw Failure(.usage, "'\(text)' has an empty name; expected names such as srn,lstm")
      }
      guard !names.contains(name) else {
        throw Failure(.usage, "'\(name)' is there twice; expected each cell once")
      }
      names.append(name)
    }
    self.names = names
  }
}
