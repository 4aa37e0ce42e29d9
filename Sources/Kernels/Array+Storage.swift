extension [Float] {
  /// Whether both are one storage. While both are held, neither can then have been changed: a change
  /// would have moved it elsewhere.
  public func sharesStorage(with other: [Float]) -> Bool {
    count == other.count
      && withUnsafeBufferPointer { mine in
        other.withUnsafeBufferPointer { mine.baseAddress == $0.baseAddress }
      }
  }
}
