extension NumberRange {
  private static let keys = ["from", "to", "step", "count", "scale"]

  /// Reads `{from: …, to: …}` with `step` or `count`, and perhaps `scale: log`.
  ///
  /// - Parameter key: The setting that it is a range of.
  init(_ pairs: [SourceNode.Pair], of key: String, at place: Place) throws(SweepFileError) {
    var parts: [String: SourceNode] = [:]
    for pair in pairs {
      guard Self.keys.contains(pair.key) else {
        throw pair.keyPlace.unknown(.key, "part of a range", pair.key, known: Self.keys)
      }
      parts[pair.key] = pair.value
    }
    func number(_ part: String) throws(SweepFileError) -> DecimalNumber? {
      guard let node = parts[part] else { return nil }
      guard case .scalar(let text, isQuoted: false) = node.content,
        let number = DecimalNumber(text), number.value.isFinite
      else {
        throw node.place.error(
          .value, "'\(part)' of \(key) \(node.found); expected a number of at most 15 digits")
      }
      return number
    }
    guard let from = try number("from"), let to = try number("to") else {
      let missing = parts["from"] == nil ? "from" : "to"
      throw place.error(
        .value,
        "the range of \(key) has no '\(missing)'; expected {from: 5, to: 30, step: 5} or "
          + "{from: 1e-4, to: 1e-2, count: 5, scale: log}")
    }
    let step = try number("step")
    let count = try Self.count(parts["count"], of: key)
    if let node = parts["step"], count != nil {
      throw node.place.error(
        .contradiction, "the range of \(key) has both 'step' and 'count'; expected one of them")
    }
    let isLogarithmic = try Self.isLogarithmic(parts["scale"], of: key)
    if let count {
      self = try Self(
        from.value, to.value, count: count, isLogarithmic: isLogarithmic, of: key, at: place)
      return
    }
    if isLogarithmic {
      throw place.error(
        .value, "the range of \(key) with 'scale: log' has no 'count'; expected how many values")
    }
    guard let step = step ?? (from.exponent >= 0 && to.exponent >= 0 ? DecimalNumber("1") : nil)
    else {
      throw place.error(
        .value, "the range of \(key) has neither 'step' nor 'count'; expected one of them")
    }
    try self.init(from, to, step, of: key, at: parts["step"]?.place ?? place)
  }

  /// In steps.
  private init(
    _ from: DecimalNumber, _ to: DecimalNumber, _ step: DecimalNumber, of key: String,
    at place: Place
  ) throws(SweepFileError) {
    let ends = "from \(Self.words(from.value)) to \(Self.words(to.value))"
    guard step.digits != 0 else {
      throw place.error(
        .value, "the step of \(key) is 0, and \(ends) it never ends; expected another")
    }
    let unit = [from, to, step].filter { $0.digits != 0 }.map(\.exponent).min() ?? 0
    guard let first = from.digits(at: unit), let last = to.digits(at: unit),
      let width = step.digits(at: unit), case let span = last.subtractingReportingOverflow(first),
      !span.overflow
    else {
      throw place.error(
        .value, "the range of \(key) \(ends) has more digits than a number keeps; expected fewer")
    }
    guard span.partialValue == 0 || (span.partialValue > 0) == (width > 0) else {
      throw place.error(
        .value,
        "the step of \(key) is \(Self.words(step.value)), and \(ends) it never ends; expected a "
          + (width > 0 ? "negative" : "positive") + " one")
    }
    let (count, overflow) = (span.partialValue / width).addingReportingOverflow(1)
    self.init(
      .steps(first: first, step: width, exponent: unit), count: overflow ? .max : count)
  }

  /// So many, in equal parts or ratios.
  private init(
    _ from: Double, _ to: Double, count: Int, isLogarithmic: Bool, of key: String, at place: Place
  ) throws(SweepFileError) {
    guard from != to, count > 1 else {
      throw place.error(
        .value,
        "the range of \(key) has \(count.of("value")) from \(Self.words(from)) to "
          + "\(Self.words(to)); expected at least 2 between different ends")
    }
    guard !isLogarithmic || (from > 0 && to > 0) else {
      throw place.error(
        .value,
        "the range of \(key) with 'scale: log' has the end \(Self.words(min(from, to))); expected "
          + "ends above 0")
    }
    self.init(
      isLogarithmic ? .ratios(from: from, to: to) : .parts(from: from, to: to), count: count)
  }

  private static func count(
    _ node: SourceNode?, of key: String
  ) throws(SweepFileError) -> Int? {
    guard let node else { return nil }
    guard case .scalar(let text, isQuoted: false) = node.content, let count = Int(text), count > 0
    else {
      throw node.place.error(
        .value, "'count' of \(key) \(node.found); expected a whole number, at least 1")
    }
    return count
  }

  private static func isLogarithmic(
    _ node: SourceNode?, of key: String
  ) throws(SweepFileError) -> Bool {
    guard let node else { return false }
    guard case .scalar(let text, _) = node.content, ["linear", "log"].contains(text) else {
      throw node.place.error(
        .value, "'scale' of \(key) \(node.found); expected linear or log")
    }
    return text == "log"
  }

  /// A number as one writes it: without a point where it is whole.
  private static func words(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
