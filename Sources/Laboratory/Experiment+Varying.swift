extension Experiment {
  /// This experiment once for every pair of values of two of its parts, which vary together.
  public func varying<First, Second>(
    _ first: WritableKeyPath<Experiment, First>, and second: WritableKeyPath<Experiment, Second>,
    over pairs: some Sequence<(First, Second)>
  ) -> [Experiment] {
    [self].varying(first, and: second, over: pairs)
  }

  /// This experiment once for every value, changed as the closure says: for parts of which more than
  /// two vary together.
  public func varying<Value>(
    over values: some Sequence<Value>, change: (inout Experiment, Value) throws -> Void
  ) rethrows -> [Experiment] {
    try [self].varying(over: values, change: change)
  }
}

extension [Experiment] {
  /// Every experiment once for every pair of values of two of its parts, which vary together.
  ///
  /// ```swift
  /// base.varying(\.model.cell.name, and: \.model.cell.hidden, over: [("srn", 64), ("lstm", 32)])
  /// ```
  public func varying<First, Second>(
    _ first: WritableKeyPath<Experiment, First>, and second: WritableKeyPath<Experiment, Second>,
    over pairs: some Sequence<(First, Second)>
  ) -> [Experiment] {
    varying(over: pairs) { experiment, pair in
      experiment[keyPath: first] = pair.0
      experiment[keyPath: second] = pair.1
    }
  }

  /// Every experiment once for every value, changed as the closure says: for parts of which more than
  /// two vary together.
  public func varying<Value>(
    over values: some Sequence<Value>, change: (inout Experiment, Value) throws -> Void
  ) rethrows -> [Experiment] {
    let values = Array<Value>(values)
    return try flatMap { experiment in
      try values.map { value in
        var experiment = experiment
        try change(&experiment, value)
        return experiment
      }
    }
  }

  /// The experiments without those of which the closure says so.
  public func excluding(_ isExcluded: (Experiment) throws -> Bool) rethrows -> [Experiment] {
    try filter { try !isExcluded($0) }
  }
}
