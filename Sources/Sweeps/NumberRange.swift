#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Numbers that a file gives by their ends: `{from: 5, to: 30, step: 5}`.
///
/// It knows how many they are before any of them is made, so that a range that was mistyped costs
/// nothing.
struct NumberRange: Hashable, Sendable {
  /// How one number follows from the one before.
  enum Course: Hashable, Sendable {
    /// In steps, counted in units of a power of ten.
    case steps(first: Int, step: Int, exponent: Int)
    /// In equal parts.
    case parts(from: Double, to: Double)
    /// In equal ratios.
    case ratios(from: Double, to: Double)
  }

  let course: Course
  let count: Int

  /// 0, 1, 2, …, so many.
  init(firstNumbers count: Int) {
    course = .steps(first: 0, step: 1, exponent: 0)
    self.count = count
  }

  init(_ course: Course, count: Int) {
    self.course = course
    self.count = count
  }

  /// The numbers, in order; for a setting that takes whole numbers, `nil` where they are not whole or
  /// not all different.
  func values(areWhole: Bool) -> [SettingValue]? {
    let numbers = (0..<count).map(number)
    guard areWhole else { return numbers.map { .real($0) } }
    let whole = numbers.map { isRounded ? $0.rounded() : $0 }
    guard whole.allSatisfy({ abs($0) < 9e15 && $0 == $0.rounded() }),
      zip(whole, whole.dropFirst()).allSatisfy({ $0 != $1 })
    else { return nil }
    return whole.map { .whole(Int($0)) }
  }

  /// Ratios rarely meet whole numbers, and 2, 4, 8, … must not miss them by a rounding.
  private var isRounded: Bool {
    if case .ratios = course { return true }
    return false
  }

  private func number(_ index: Int) -> Double {
    switch course {
    case .steps(let first, let step, let exponent):
      return DecimalNumber.value(first + index * step, exponent)
    case .parts(let from, let to):
      if index == 0 { return from }
      if index == count - 1 { return to }
      return DecimalNumber.rounded(
        from + (to - from) * (Double(index) / Double(count - 1)), digits: 12)
    case .ratios(let from, let to):
      if index == 0 { return from }
      if index == count - 1 { return to }
      // Three digits are enough to read, where they tell neighbors apart.
      let ratio = log(to / from) / Double(count - 1)
      return DecimalNumber.rounded(
        from * exp(ratio * Double(index)), digits: abs(ratio) > 0.01 ? 3 : 12)
    }
  }
}
