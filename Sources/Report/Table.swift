/// A table of texts and numbers.
public struct Table: Sendable, Equatable {
  /// A column: its heading, and whether it holds numbers, which are set flush right.
  public struct Column: Sendable, Equatable {
    /// The heading.
    public let title: String
    /// Whether it holds numbers.
    public let isNumeric: Bool

    /// A column of texts.
    public static func text(_ title: String) -> Column { Column(title: title, isNumeric: false) }
    /// A column of numbers.
    public static func number(_ title: String) -> Column { Column(title: title, isNumeric: true) }
  }

  /// What the table shows.
  public let caption: String
  /// The columns.
  public let columns: [Column]
  /// The rows, one text for each column.
  public let rows: [[String]]

  /// A table; every row has as many cells as there are columns.
  public init(_ caption: String, columns: [Column], rows: [[String]]) {
    for row in rows {
      precondition(
        row.count == columns.count,
        "\(caption): a row of \(row.count) cells in a table of \(columns.count) columns")
    }
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }

  /// The `table` element, in a box of its own that scrolls on a narrow screen.
  var element: Markup {
    func cell(_ name: String, _ text: String, _ column: Column) -> Markup {
      .element(name, ["class": column.isNumeric ? "number" : nil], [.text(text)])
    }
    return .element("div", ["class": "wide"]) {
      Markup.element("table") {
        Markup.element("caption", [:], [.text(caption)])
        Markup.element("thead") {
          Markup.element("tr", [:], columns.map { cell("th", $0.title, $0) })
        }
        Markup.element("tbody") {
          for row in rows {
            Markup.element("tr", [:], zip(row, columns).map { cell("td", $0, $1) })
          }
        }
      }
    }
  }
}
