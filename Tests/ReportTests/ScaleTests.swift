import Testing

@testable import Report

@Suite struct ScaleTests {
  private func labels(_ scale: Scale, about count: Int = 5) -> [String] {
    scale.ticks(about: count).map(\.label)
  }

  @Test func placesTicksAtRoundNumbers() {
    let steps = Scale(.linear, domain: 0...19_000, from: 0, to: 100)
    #expect(labels(steps, about: 4) == ["0", "5,000", "10,000", "15,000"])
    let share = Scale(.linear, domain: 0...1, from: 0, to: 100)
    #expect(labels(share) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    let both = Scale(.linear, domain: -5...5, from: 0, to: 100)
    #expect(labels(both, about: 2) == ["−5", "0", "5"])
  }

  @Test func placesLogarithmicTicksAtPowersOfTen() {
    #expect(
      labels(Scale(.logarithmic, domain: 1e-5...1, from: 0, to: 1))
        == ["10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰"])
    #expect(
      labels(Scale(.logarithmic, domain: 0.01...100, from: 0, to: 1))
        == ["0.01", "0.1", "1", "10", "100"])
    #expect(
      labels(Scale(.logarithmic, domain: 1e-40...1, from: 0, to: 1))
        == ["10⁻⁴⁰", "10⁻³⁰", "10⁻²⁰", "10⁻¹⁰", "10⁰"])
    #expect(labels(Scale(.logarithmic, domain: 2...30, from: 0, to: 1)) == ["2", "5", "10", "20"])
  }

  @Test(arguments: [Scale.Kind.linear, .logarithmic])
  func alwaysHasAWidth(kind: Scale.Kind) {
    let hard: [[Double]] = [
      [], [3], [3, 3, 3], [0], [0, 0], [-1, -2], [.nan], [.infinity, 1], [-.infinity, .nan],
      [.leastNonzeroMagnitude], [1e308, -1e308], [1, 1 + 1e-15], [.leastNonzeroMagnitude, 1e308],
      [0, 1],
    ]
    for values in hard {
      let scale = Scale(kind, covering: values, from: 10, to: 110)
      #expect(scale.domain.upperBound > scale.domain.lowerBound, "\(values)")
      for value in values {
        if let place = scale.position(value) {
          #expect(place.isFinite && place > -5000 && place < 5000, "\(value) in \(values)")
        }
      }
      #expect(scale.ticks(about: 5).count < 100, "\(values)")
      for tick in scale.ticks(about: 5) {
        #expect(scale.position(tick.value)?.isFinite == true, "\(tick) of \(values)")
      }
    }
  }

  @Test func hasNoPlaceForWhatIsNotANumber() {
    let linear = Scale(.linear, domain: 0...1, from: 0, to: 100)
    let logarithmic = Scale(.logarithmic, domain: 0.01...1, from: 0, to: 100)
    #expect(linear.position(.nan) == nil)
    #expect(linear.position(.infinity) == nil)
    #expect(linear.position(-1) == -100)
    #expect(logarithmic.position(0) == nil)
    #expect(logarithmic.position(-1) == nil)
    #expect(abs((logarithmic.position(0.1) ?? 0) - 50) < 1e-9)
  }

  @Test func logarithmsAreExactAtPowersOfTen() {
    for exponent in -307...308 {
      let value = Scale.powerOfTen(exponent)
      #expect(abs(Scale.logarithm(value) - Double(exponent)) < 1e-12)
      #expect(Scale.decade(of: value) == exponent)
      #expect(Scale.decade(of: value.nextDown) == exponent - 1)
    }
  }
}
