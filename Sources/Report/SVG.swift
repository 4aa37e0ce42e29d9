/// The few elements of SVG that figures are made of.
enum SVG {
  /// A coordinate, as short as it can be written: at most two decimals.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let hundredths = Int((min(max(value, -1e6), 1e6) * 100).rounded())
    let whole = abs(hundredths) / 100
    let rest = abs(hundredths) % 100
    var text = hundredths < 0 ? "-" : ""
    if whole > 0 || rest == 0 { text += String(whole) }
    if rest > 0 {
      text += rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    }
    return text
  }

  static func group(_ className: String, _ children: [Markup]) -> Markup {
    .element("g", ["class": className], children)
  }

  static func text(
    _ text: String, x: Double, y: Double, _ className: String, transform: String? = nil,
    size: Double? = nil
  ) -> Markup {
    .element(
      "text",
      [
        "x": number(x), "y": number(y), "class": className, "transform": transform,
        "style": size.map { "font-size:\(number($0))px" },
      ], [.text(text)])
  }

  static func line(x1: Double, y1: Double, x2: Double, y2: Double, _ className: String) -> Markup {
    .element(
      "path",
      ["class": className, "d": "M\(number(x1)) \(number(y1))L\(number(x2)) \(number(y2))"])
  }

  static func path(_ data: String, _ className: String, title: String? = nil) -> Markup {
    .element("path", ["class": className, "d": data], title.map { [self.title($0)] } ?? [])
  }

  static func rect(
    _ frame: Frame, _ attributes: KeyValuePairs<String, String?>, title: String? = nil
  ) -> Markup {
    let place: [Markup.Attribute] = [
      .init(name: "x", value: number(frame.x)), .init(name: "y", value: number(frame.y)),
      .init(name: "width", value: number(frame.width)),
      .init(name: "height", value: number(frame.height)),
    ]
    let others = attributes.compactMap { name, value in
      value.map { Markup.Attribute(name: name, value: $0) }
    }
    return .element("rect", place + others, title.map { [self.title($0)] } ?? [])
  }

  /// What is shown while the pointer rests on the element.
  static func title(_ text: String) -> Markup { .element("title", [:], [.text(text)]) }
}
