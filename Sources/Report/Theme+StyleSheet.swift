extension Theme {
  /// The rules of a figure that stands alone: colors written out, since not every renderer of SVG knows variables.
  var figureRules: String { Theme.rules { color($0) } }

  /// The same rules for figures inside a page, which change with the page's variables.
  static var pageFigureRules: String { rules { "var(\($0.variable))" } }

  /// The variables that `pageFigureRules` refers to.
  var variables: String {
    Role.all.map { "\($0.variable):\(color($0))" }.joined(separator: ";")
  }

  static let monospaced = "ui-monospace,'SF Mono',Menlo,Consolas,'Liberation Mono',monospace"
  static let fontFamily = "'Helvetica Neue',Helvetica,Arial,'Liberation Sans',sans-serif"

  private static func rules(_ color: (Role) -> String) -> String {
    var lines = [
      ".fig text{font-family:\(fontFamily);fill:\(color(.ink))}",
      ".fig .tick{font-size:7.5px;fill:\(color(.quiet))}",
      ".fig .read{font-size:7.5px;font-weight:bold}",
      ".fig .label{font-size:8.5px}",
      ".fig .head{font-size:8.5px;font-weight:bold}",
      // Numbers inside colored cells: the cell's color decides, not the page's.
      ".fig .value{font-size:7.5px;pointer-events:none}",
      ".fig .value.onbright{fill:#1b1d1f}",
      ".fig .value.ondark{fill:#ffffff}",
      ".fig .own{fill:none;stroke:#ffffff;stroke-width:1.2;pointer-events:none}",
      ".fig .own.onbright{stroke:#1b1d1f}",
      ".fig .mid{text-anchor:middle}",
      ".fig .end{text-anchor:end}",
      ".fig .paper{fill:\(color(.paper))}",
      ".fig .grid{stroke:\(color(.faint));stroke-width:.6;fill:none}",
      ".fig .axis{stroke:\(color(.quiet));stroke-width:.7;fill:none}",
      ".fig .gray{color:\(color(.quiet))}",
      ".fig .thin{fill:none;stroke:currentColor;stroke-width:.5;stroke-opacity:.5;stroke-linejoin:round;"
        + "stroke-linecap:round}",
      ".fig .bold{fill:none;stroke:currentColor;stroke-width:1.5;stroke-linejoin:round;"
        + "stroke-linecap:round}",
      ".fig .only{fill:none;stroke:currentColor;stroke-width:1.1;stroke-linejoin:round;"
        + "stroke-linecap:round}",
      ".fig .link{fill:none;stroke:currentColor;stroke-width:.7;stroke-opacity:.55}",
      ".fig .span{fill:none;stroke:currentColor;stroke-width:1.2}",
      ".fig .full{fill:currentColor;stroke:currentColor;stroke-width:1}",
      ".fig .hollow{fill:\(color(.paper));stroke:currentColor;stroke-width:1}",
      ".fig .dash{stroke-dasharray:3 3}",
      ".fig .dot{stroke-dasharray:.1 2.4}",
      // Curves are drawn in tenths of a point.
      ".fig .tenths .thin{stroke-width:5}",
      ".fig .tenths .bold{stroke-width:15}",
      ".fig .tenths .only{stroke-width:11}",
      ".fig .tenths .dash{stroke-dasharray:30 30}",
      ".fig .tenths .dot{stroke-dasharray:1 24}",
      ".fig .lost{fill:none;stroke:currentColor;stroke-width:1}",
      ".fig .over{fill:none;pointer-events:all}",
      ".fig .over:hover{fill:\(color(.ink));fill-opacity:.1}",
      ".fig .cells{shape-rendering:crispEdges}",
      ".fig .cells path:hover{stroke:\(color(.ink));stroke-width:.8}",
    ]
    for hue in Hue.allCases {
      lines.append(".fig .\(hue.className){color:\(color(.series(hue)))}")
    }
    return lines.joined(separator: "\n")
  }
}
