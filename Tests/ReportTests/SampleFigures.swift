import Report

/// Small figures of every kind, ordinary and hard, for all tests of what figures have in common.
enum SampleFigures {
  static let cells = Series.list(["SRN", "LSTM"])
  static let hostile = "\"></title><script>alert('1')</script>&amp;\u{0}\u{202E}"

  static var all: [any Figure] { [lines(), interval(), maps(), manyCells(), matrix()] + hard }

  static func lines() -> LinePanels {
    LinePanels(
      FigureText(name: "loss", title: "Loss", caption: "Loss by step."),
      panels: [5, 10].map { length in
        Panel(
          "length \(length)",
          cells.flatMap { cell in
            [Line.Kind.train, .dev].map { kind in
              Line(
                cell, kind,
                members: (0..<3).map { seed in
                  Curve("seed \(seed)", y: (0..<20).map { 3 / Double($0 + seed + 1) })
                })
            }
          })
      }, x: Axis("training step"), y: Axis("loss", includesZero: true))
  }

  static func interval() -> IntervalChart {
    IntervalChart(
      FigureText(name: "accuracy", title: "Accuracy"),
      groups: cells.map { cell in
        IntervalChart.Group(
          cell, kind: "test",
          intervals: [5.0, 10].map { Interval(x: $0, value: 0.8, low: 0.7, high: 0.875) })
      }, x: Axis("length"), level: .init(1.0 / 19, name: "chance"))
  }

  static func maps() -> HeatMaps {
    let values = (0..<3).map { time in (0..<4).map { Double(time + $0) / 6 } }
    return HeatMaps(
      FigureText(name: "gates", title: "Gates"),
      maps: [
        HeatMap("forget gate", of: "LSTM", values: values, colors: .sequential()),
        HeatMap("cell state", of: "LSTM", values: values, colors: .diverging(limit: 5)),
      ], symbols: ["6", "7", "0"])
  }

  static func matrix() -> MatrixChart {
    MatrixChart(
      FigureText(name: "transfer", title: "Transfer"),
      matrices: [.init("SRN", values: [[0.9, nil]]), .init(hostile, values: [[.nan, 0.1]])],
      rows: ("trained", ["5"]), columns: ("tested", ["5", hostile]))
  }

  static func manyCells() -> HeatMaps {
    let values = (0..<60).map { time in (0..<40).map { Double((time * $0) % 7) / 7 } }
    return HeatMaps(
      FigureText(name: "many", title: "Many cells"),
      maps: [HeatMap("gate", values: values, colors: .sequential())],
      symbols: values.indices.map { "\($0 % 10)" })
  }

  static var hard: [any Figure] {
    let text = FigureText(name: hostile, title: hostile, caption: hostile)
    let curve = Curve(hostile, y: [1, .nan, 2, 0, -1, .infinity, 3])
    let series = Series(hostile, .blue)
    let axis = Axis(hostile, symbols: [hostile, "<", "&"], symbolName: hostile)
    let strange = Interval(x: 1, value: .nan, low: 2, high: .infinity, note: hostile)
    return [
      LinePanels(text, panels: [], x: Axis(""), y: Axis("")),
      LinePanels(text, panels: [Panel("", [])], x: axis, y: Axis("", .logarithmic)),
      LinePanels(
        text, panels: [Panel(hostile, [Line(series, members: [curve])])], x: axis,
        y: Axis(hostile, .logarithmic), memberName: hostile),
      LinePanels(
        text, panels: [Panel(hostile, [Line(series, .dev, members: [curve, curve, curve])])],
        x: Axis("x"), y: Axis("y")),
      IntervalChart(text, groups: [], x: Axis("")),
      IntervalChart(
        text, groups: [.init(series, kind: hostile, intervals: [strange])], x: Axis(hostile),
        y: Axis(hostile), level: .init(.nan, name: hostile)),
      HeatMaps(text, maps: [], symbols: []),
      HeatMaps(
        text,
        maps: [
          HeatMap(
            hostile, of: hostile, values: [[.nan, .infinity], []],
            colors: .diverging(limit: .nan))
        ], symbols: [hostile], symbolName: hostile),
    ]
  }
}
