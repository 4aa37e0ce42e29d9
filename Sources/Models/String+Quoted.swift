extension String {
  /// The text between quotation marks, with everything that does not print spelled out.
  ///
  /// Names that come from files end up in terminals and logs: they must not move the cursor, turn
  /// the reading direction or fill the screen. Text longer than `limit` scalars is cut.
  package func quoted(limit: Int = 80) -> String {
    var result = "\""
    for scalar in unicodeScalars.prefix(limit) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
        .unassigned:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default:
        if scalar == "\"" || scalar == "\\" { result += "\\" }
        result.unicodeScalars.append(scalar)
      }
    }
    return result + (unicodeScalars.dropFirst(limit).isEmpty ? "\"" : "…\"")
  }
}
