import Testing

@testable import Report

/// One small figure, to the byte: a change of any line here is a change of every report, and should be looked at.
@Suite struct SnapshotTests {
  @Test func drawsExactlyThis() {
    let interval = Interval(x: 10, value: 0.8, low: 0.7, high: 0.875, note: "5 seeds")
    let figure = IntervalChart(
      FigureText(name: "accuracy", title: "Accuracy", caption: "Of <one> cell."),
      groups: [.init(Series("LSTM", .vermilion), kind: "test", intervals: [interval])],
      x: Axis("length"), level: .init(0.5, name: "chance"))
    let lines = figure.svg(.inline).replacing("><", with: ">\n<")
    #expect(lines == snapshot)
  }
}

private let snapshot = """
  <svg class="fig" viewBox="0 0 320 217" role="img" aria-label="Accuracy. Of &lt;one&gt; cell." style="--w:320">
  <g class="c2">
  <path class="span" d="M50 1L50 11"/>
  <path class="full" d="M50 6m-2.6 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0z"/>
  <text x="60" y="9" class="label">LSTM</text>
  </g>
  <g class="gray">
  <path class="full" d="M107.33 6m-2.6 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0z"/>
  <text x="117.33" y="9" class="label">test</text>
  </g>
  <g class="gray">
  <path class="axis dash" d="M143.65 6L161.65 6"/>
  <text x="165.65" y="9" class="label">chance</text>
  </g>
  <path class="grid" d="M38 191L310 191"/>
  <text x="34" y="193.6" class="tick end">0.0</text>
  <path class="grid" d="M38 157L310 157"/>
  <text x="34" y="159.6" class="tick end">0.2</text>
  <path class="grid" d="M38 123L310 123"/>
  <text x="34" y="125.6" class="tick end">0.4</text>
  <path class="grid" d="M38 89L310 89"/>
  <text x="34" y="91.6" class="tick end">0.6</text>
  <path class="grid" d="M38 55L310 55"/>
  <text x="34" y="57.6" class="tick end">0.8</text>
  <path class="grid" d="M38 21L310 21"/>
  <text x="34" y="23.6" class="tick end">1.0</text>
  <path class="axis" d="M38 191L310 191"/>
  <path class="axis" d="M174 191L174 193.5"/>
  <text x="174" y="201" class="tick mid">10</text>
  <text x="0" y="0" class="label mid" transform="translate(9 106)rotate(-90)">accuracy</text>
  <path class="axis dash" d="M38 106L310 106"/>
  <g class="c2">
  <path class="link" d="M174 55"/>
  <g>
  <title>LSTM, test, length 10: 0.800 (0.700 to 0.875), 5 seeds</title>
  <path class="span" d="M174 72L174 42.25"/>
  <path class="full" d="M174 55m-2.6 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0z"/>
  </g>
  </g>
  <text x="174" y="213" class="label mid">length</text>
  </svg>
  """
