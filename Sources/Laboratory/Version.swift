/// Which LongLag this is.
public enum Version {
  /// As `longlag --version` prints it and a store remembers it.
  public static let current = "0.1.0"
}
